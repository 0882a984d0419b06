import type { InputSeries, Proof, Scenario } from "../scenario";

const exceeded = (service: string, metric: string, values: string): InputSeries => ({
  series: `serviceruntime_googleapis_com:quota_exceeded{service="${service}.googleapis.com",location="us-central1",quota_metric="${service}.googleapis.com/${metric}",limit_name="PerMinutePerProject"}`,
  values,
});

const none: Scenario = {
  title: "no quota is exceeded",
  series: [
    exceeded("aiplatform", "requests", "0+0x20"),
    exceeded("run", "cpu", "0+0x20"),
    exceeded("compute", "queries", "0+0x20"),
  ],
};
const people: Scenario = {
  title: "somebody reads logs and metrics faster than he may",
  series: [exceeded("logging", "read_requests", "1+0x20"), exceeded("monitoring", "queries", "1+0x20")],
};
const users: Scenario = {
  title: "Text-to-Speech refuses from minute 6 on",
  series: [exceeded("texttospeech", "all_requests", "0+0x5 1+0x15"), exceeded("run", "cpu", "0+0x20")],
};
const terraform: Scenario = {
  title: "Terraform goes over the writes of two APIs in minute 5",
  series: [exceeded("run", "write_requests", "_x5 1 _x10"), exceeded("compute", "queries", "_x5 1 _x10")],
};

export const cloudQuotasProofs: readonly Proof[] = [
  {
    kind: "quota-exceeded",
    scenarios: (_, { aspect }) =>
      aspect === "other"
        ? [{ ...terraform, opensAtMinute: 6 }, users, people, none]
        : [
            { ...users, opensAtMinute: 7 },
            {
              title: "a single sample, in minute 5, says so of a GPU",
              series: [exceeded("compute", "gpus_all_regions", "_x5 1 _x10")],
              opensAtMinute: 6,
            },
            terraform,
            people,
            none,
          ],
  },
];
