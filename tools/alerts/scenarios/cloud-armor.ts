import type { Environment } from "../../../contract/environment";
import type { InputSeries, Proof } from "../scenario";

const policyOf = ({ namePrefix }: Environment): string => `${namePrefix}-security-policy`;

/** What a policy refuses and lets through of one backend, each minute. */
const requests = (policy: string, backend: string, refused: string, passed: string): InputSeries[] =>
  Object.entries({ true: refused, false: passed }).map(([blocked, values]) => ({
    series: `networksecurity_googleapis_com:https_request_count{policy_name="${policy}",blocked="${blocked}",backend_target_name="${backend}"}`,
    values,
  }));

export const cloudArmorProofs: readonly Proof[] = [
  {
    kind: "requests-refused",
    scenarios: (environment) => {
      const policy = policyOf(environment);
      const [audio, rest] = [`${environment.namePrefix}-audio-backend`, `${environment.namePrefix}-rest-backend`];
      return [
        {
          title: "6 % of one service's requests from the start, none of the other's",
          series: [...requests(policy, rest, "0+6x70", "0+94x70"), ...requests(policy, audio, "0+0x70", "0+900x70")],
          // The first window with 20 refused is complete in minute 4.
          opensAtMinute: 34,
        },
        { title: "4.5 %", series: requests(policy, rest, "0+9x70", "0+191x70") },
        { title: "half of them, but one a minute", series: requests(policy, audio, "0+1x70", "0+1x70") },
        { title: "a scan of eight minutes", series: requests(policy, rest, "0+0x5 0+90x8 720+0x60", "0+20x75") },
        { title: "another policy refuses", series: requests("analytics", rest, "0+50x70", "0+50x70") },
      ];
    },
  },
];
