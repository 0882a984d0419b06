import { rounded } from "./rounded";
import { unmet } from "./unmet";
import * as ipaddr from "ipaddr.js";
import { z } from "zod";

/** Slug that is the key of an entry. Construct ids, resource names and labels are derived from it. */
export const slug = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/,
    "must be words of a-z and 0-9 joined by '-', each starting with a letter, like 'audio-cache'",
  );

/** Any string that reaches Terraform. Terraform would read `${` and `%{` as templates, and fail at plan time or substitute them. */
export const text = z.string().superRefine((value, context) => {
  const template = /[$%]\{/.exec(value)?.[0];
  if (template === undefined) return;
  const message = `holds '${template}', which Terraform would read as a template; write it without`;
  context.addIssue({ code: "custom", message });
});

/** Text of one line that Google and Markdown display verbatim. The limit is in bytes, as Google counts. */
export const line = (mostBytes: number): typeof text =>
  text.superRefine((value, context) => {
    const bytes = Buffer.byteLength(value);
    const broken = unmet([
      [value.trim() !== "" && value === value.trim(), "must be words without a blank before or after them"],
      [
        !/[\p{C}\p{Zl}\p{Zp}<>`|]/u.test(value),
        "holds a line break, an invisible character or one of '<', '>', '`' and '|', which pages and commands would read otherwise",
      ],
      [bytes <= mostBytes, `has ${bytes} bytes, more than the ${mostBytes} that Google takes; shorten it`],
    ]);
    for (const message of broken) context.addIssue({ code: "custom", message });
  });

/** Refuses a lower bound above the upper bound. */
export const bounds =
  <L extends string, U extends string>(lower: L, upper: U) =>
  (value: Readonly<Record<L | U, number>>, context: z.core.$RefinementCtx): void => {
    const [low, high] = [value[lower], value[upper]];
    if (low <= high) return;
    const message = `${lower} is ${low}, above ${upper}, which is ${high}; lower ${lower} to ${high} or raise ${upper} to ${low}`;
    context.addIssue({ code: "custom", message });
  };

/** Refuses a lower bound that is not below the upper bound. */
export const strictBounds =
  <L extends string, U extends string>(lower: L, upper: U) =>
  (value: Readonly<Record<L | U, number>>, context: z.core.$RefinementCtx): void => {
    const [low, high] = [value[lower], value[upper]];
    if (low < high) return;
    const message = `${lower} is ${low}, not below ${upper}, which is ${high}; lower ${lower} below ${high} or raise ${upper} above ${low}`;
    context.addIssue({ code: "custom", message });
  };

/** Share from 0 to 1. The message converts a percentage, which people write by habit. */
export const fraction = z.number().superRefine((value, context) => {
  if (value >= 0 && value <= 1) return;
  const fix = value > 1 && value <= 100 ? `; for ${value} % write ${rounded(value / 100)}` : "";
  context.addIssue({ code: "custom", message: `must be a fraction from 0 to 1, got ${value}${fix}` });
});

export const wholeNumber = z.number().int("must be a whole number");

/** IPv4 range in CIDR notation with no host bits set, from the private (RFC 1918) or shared (RFC 6598) address space. */
export const privateRange = z.string().superRefine((value, context) => {
  if (!ipaddr.IPv4.isValidCIDR(value)) {
    context.addIssue({ code: "custom", message: `must be an IPv4 range like '10.10.0.0/20', got '${value}'` });
    return;
  }
  const network = ipaddr.IPv4.networkAddressFromCIDR(value);
  const prefix = value.split("/")[1] ?? "";
  if (network.toString() !== value.split("/")[0]) {
    context.addIssue({
      code: "custom",
      message: `'${value}' has host bits set; write '${network.toString()}/${prefix}'`,
    });
  }
  const ends = [network, ipaddr.IPv4.broadcastAddressFromCIDR(value)].map((address) => address.range());
  if (ends.some((range) => !["private", "carrierGradeNat"].includes(range)) || Number(prefix) < 8) {
    context.addIssue({
      code: "custom",
      message: `'${value}' is not private; take it from 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10`,
    });
  }
});

/** Shortest prefix length of a source range: the internet registries allocate nothing wider to one network. */
const widestSource = { ipv4: 8, ipv6: 16 };

/** IPv4 or IPv6 range in CIDR notation with no host bits set, no wider than `widestSource`. */
export const sourceRange = z.string().superRefine((value, context) => {
  if (!ipaddr.isValidCIDR(value)) {
    context.addIssue({
      code: "custom",
      message: `must be a range in CIDR notation like '203.0.113.7/32', got '${value}'`,
    });
    return;
  }
  const [address, prefix] = ipaddr.parseCIDR(value);
  const kind = address.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  const network = kind.networkAddressFromCIDR(value).toString();
  if (prefix === 0)
    context.addIssue({ code: "custom", message: `'${value}' is the whole internet; name the sources one by one` });
  else if (prefix < widestSource[address.kind()]) {
    const message = `'${value}' is more than any one network owns; name the sources one by one`;
    context.addIssue({ code: "custom", message });
  } else if (network !== address.toString()) {
    context.addIssue({
      code: "custom",
      message: `'${value}' has host bits set; write '${network}/${prefix}' for the range or '${address.toString()}/${address.kind() === "ipv4" ? 32 : 128}' for one address`,
    });
  }
});

/** Memory in whole Mi or Gi. */
export const memory = z.string().regex(/^[1-9]\d*(Mi|Gi)$/, {
  error: (issue) => `must be a whole number and Mi or Gi, like '512Mi' or '2Gi', got '${String(issue.input)}'`,
});

/** Value of a `memory` field; MiB. */
export function mebibytes(value: string): number {
  return Number.parseInt(value, 10) * (value.endsWith("Gi") ? 1024 : 1);
}

/**
 * Image in the environment's own registry: `name@sha256:<64 hex digits>`, or
 * `name:tag` where the environment is disposable. A tag can move, a digest cannot.
 */
export const image = z.string().superRefine((value, context) => {
  if (/^[a-z0-9]+([._-][a-z0-9]+)*@sha256:[0-9a-f]{64}$/.test(value)) return;
  if (/^[a-z0-9]+([._-][a-z0-9]+)*:[\w][\w.-]{0,127}$/.test(value)) {
    if (!value.endsWith(":latest")) return;
    context.addIssue({
      code: "custom",
      message: `'${value}' never differs, so no release would show in a plan; give a digest or another tag`,
    });
    return;
  }
  context.addIssue({
    code: "custom",
    message: `must be 'name@sha256:<64 hex digits>' or 'name:tag' in the environment's registry, without a host or path, got '${value}'`,
  });
});

/** Format of a region's name; a rule checks that the region exists. */
export const region = z.string().regex(/^[a-z]+-[a-z]+\d+$/, "must be a Google Cloud region like 'us-central1'");

export const zone = z.string().regex(/^[a-z]+-[a-z]+\d+-[a-z]$/, "must be a zone like 'us-central1-a'");

export const email = z.email("must be an e-mail address");

/** DNS name in lower case, without scheme, port, path or final dot. */
export const domain = z.string().regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
  error: (issue) =>
    `must be a DNS name like 'app.example.com', without scheme, path or final dot, got '${String(issue.input)}'`,
});

/** Matches paths that clients or servers normalize: `//`, `/./`, `/../` and a percent-encoded dot. */
export const unresolved = /\/\/|\/\.\.?(\/|$)|%2e/i;

/** Path of a URL map rule: exact, or ending in `/*`. Google, "URL maps overview". */
export const routePath = z.string().superRefine((value, context) => {
  const star = value.indexOf("*");
  const valid =
    /^\/[\w\-./~%]*\*?$/.test(value) && (star === -1 || (star === value.length - 1 && value.endsWith("/*")));
  if (!valid) {
    context.addIssue({
      code: "custom",
      message: `must start with '/' and may hold '*' only as a final '/*', got '${value}'`,
    });
  } else if (unresolved.test(value)) {
    context.addIssue({
      code: "custom",
      message: `must hold no segment that is empty, '.' or '..', since clients resolve them before they ask, and no '%2e' in their place, got '${value}'`,
    });
  }
});

/** Value of a label, within Google's limits. */
export const labelValue = z.string().regex(/^[a-z0-9_-]{1,63}$/, "must be 1 to 63 of a-z, 0-9, '_' and '-'");

/** IAM member who may be granted access. */
export const member = text.regex(
  /^((user|group|serviceAccount):[^\s@]+@[^\s@]+\.[a-z]+|domain:[a-z0-9.-]+\.[a-z]+)$/,
  "must be 'user:', 'group:' or 'serviceAccount:' and an e-mail address, or 'domain:' and a domain",
);
