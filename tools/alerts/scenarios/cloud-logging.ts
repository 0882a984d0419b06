import type { InputSeries, Proof } from "../scenario";

const errors = (sink: string, values: string): InputSeries => ({
  series: `logging_googleapis_com:exports_error_count{name="${sink}",destination="storage.googleapis.com/bucket"}`,
  values,
});

export const cloudLoggingProofs: readonly Proof[] = [
  {
    kind: "log-export-errors",
    scenarios: () => [
      {
        title: "the audit trail loses one entry in minute 6",
        series: [errors("audit-trail", "0+0x5 1+0x30"), errors("_Default", "0+0x30")],
        opensAtMinute: 7,
      },
      { title: "the log bucket loses one", series: [errors("_Default", "0+0x5 1+0x30")], opensAtMinute: 7 },
      { title: "forty were lost last month", series: [errors("audit-trail", "40+0x30")] },
    ],
  },
];
