import type { InputSeries, Proof } from "../scenario";

const exceeded = (service: string, metric: string, values: string): InputSeries => ({
  series: `serviceruntime_googleapis_com:quota_exceeded{service="${service}.googleapis.com",location="us-central1",quota_metric="${service}.googleapis.com/${metric}",limit_name="PerMinutePerProject"}`,
  values,
});

export const cloudQuotasProofs: readonly Proof[] = [
  {
    kind: "quota-exceeded",
    scenarios: () => [
      {
        title: "Text-to-Speech refuses from minute 6 on",
        series: [exceeded("texttospeech", "all_requests", "0+0x5 1+0x15"), exceeded("run", "cpu", "0+0x20")],
        opensAtMinute: 7,
      },
      {
        title: "a single sample, in minute 5, says so of a GPU",
        series: [exceeded("compute", "nvidia_t4_gpus", "_x5 1 _x10")],
        opensAtMinute: 6,
      },
      {
        title: "no quota is exceeded",
        series: [exceeded("aiplatform", "requests", "0+0x20"), exceeded("run", "cpu", "0+0x20")],
      },
      {
        title: "somebody reads logs and metrics faster than he may",
        series: [exceeded("logging", "read_requests", "1+0x20"), exceeded("monitoring", "queries", "1+0x20")],
      },
    ],
  },
];
