import { formatList } from "../../contract/format-list";
import { stateBucketName } from "../../constructs/cloud-storage/names";
import type { Environment } from "../../contract/environment";
import { releaseMinutes, serviceRecoveryMinutes, startupSeconds } from "../../contract/recovery";
import type { BucketEntry } from "../../constructs/cloud-storage/schema";
import { inlineCode, duration, bulletList, table } from "../markdown";

/** How long a service may be gone; alike in all environments, but for those that others deploy. */
export function services(environments: readonly Environment[]): string[] {
  const rows = (environments[0]?.services ?? []).map((service) => {
    const elsewhere = environments
      .filter((environment) => environment.services.some(({ slug, external }) => slug === service.slug && external))
      .map(({ name }) => name);
    return [
      inlineCode(service.slug),
      duration(service.rtoMinutes),
      `${startupSeconds(service)} s`,
      duration(serviceRecoveryMinutes(service)),
      elsewhere.length === 0 ? "" : `deployed by others in ${formatList(elsewhere)}`,
    ];
  });
  const noted = rows.some(([, , , , note]) => note !== "");
  const head = ["Service", "May be gone", "Starts within", "Back within (planned)", "Note"];
  const width = noted ? head.length : head.length - 1;
  return [
    "## Services",
    'From the loss of a zone or a bad release until a service answers again. A lost zone needs nobody: Cloud Run serves from the other zones of the region. Google, "Architecting disaster recovery for cloud infrastructure outages".',
    `After a bad release the change is taken back: ${releaseMinutes} minutes for its plan and apply, which is a planning figure, and then at most what \`health.startup\` allows a new revision. A previous revision that still runs takes the traffic sooner. The contract refuses a service that cannot keep its objective.`,
    table(
      head.slice(0, width),
      rows.map((row) => row.slice(0, width)),
    ),
    "These times are for services alone. A store that must be restored takes the time in its table, and until then the services that need it answer with errors.",
  ];
}

export function madeAgain(environments: readonly Environment[]): string[] {
  const kept = (contents: BucketEntry["contents"]): string => {
    const keys = environments.flatMap(({ buckets }) =>
      Object.keys(buckets).filter((key) => buckets[key]?.contents === contents),
    );
    const names = [...new Set(keys)].sort().map(inlineCode);
    return names.length === 0 ? "none here" : formatList(names);
  };
  const state = formatList(environments.map((environment) => inlineCode(stateBucketName(environment))));
  return [
    "## What is made again instead",
    "These are not in the tables: there is nothing to bring back.",
    table(
      ["What", "How it comes back"],
      [
        [
          `Caches: ${kept("cache")}`,
          "The services fill them again as users ask; until then answers are slower and cost more.",
        ],
        [
          `Static site: ${kept("site")}`,
          "Published again from its source. Its bucket has versions and soft delete as well, for a page that was published by mistake.",
        ],
        [
          `Usage logs (${kept("logs")}) and log entries`,
          "Not made again. What is deleted is gone for good, so the audit trail lies in a bucket with a retention of its own.",
        ],
        [
          "Images",
          "Built again from the commit and pushed. The digest is another one, so each is a release: a line in the environment's file.",
        ],
        [
          "GPU cluster",
          "Made by Terraform and its workloads deployed again; models are in buckets of records, and nothing is kept on a node.",
        ],
        [
          "Everything else in the project",
          "Applied again from this repository: bootstrap, foundation, data, runtime, operations.",
        ],
        ["Configuration", "In Git. Every clone of the repository has all of it."],
      ],
    ),
    `If a state is lost for good, its resources still exist and are imported; the state buckets are ${state}.`,
  ];
}

export function uncovered(environments: readonly Environment[]): string[] {
  const replicas = environments.flatMap(({ name, primaryRegion, cloudSql }) => {
    const regions = Object.values(cloudSql?.replicas ?? {}).map(({ region }) => region);
    const away = [...new Set(regions)].filter((region) => region !== primaryRegion).sort();
    return away.length === 0 ? [] : [`${name} has one in ${formatList(away)}`];
  });
  const copies = replicas.length === 0 ? "no environment has one" : formatList(replicas);
  return [
    "## What no setting covers",
    "No figure above holds in these cases:",
    bulletList([
      `**The region is lost.** Data lies in the primary region alone, unless the database has a read replica elsewhere, which can be promoted and has its key beside it (${copies}). The keys of a region go with it, so a backup elsewhere that they encrypt cannot be read either. Secrets are in several regions. Everything else waits for the region to come back.`,
      '**The project is deleted.** Its owner can restore it for 30 days, but Google may delete some of the data sooner. Google, "Creating and managing projects". Backups are in the same project and go with it.',
      "**A key is destroyed.** What it encrypts is gone for good once the version's waiting time is over; until then the version can be restored.",
      "**A whole store is deleted.** It is prevented, not recovered. Where protected, Terraform refuses a plan that deletes a store, and Google itself refuses the deletion of two kinds: a Cloud SQL instance and a Firestore database, until somebody lifts their protection. Backups of a deleted database remain, Firestore's everywhere and Cloud SQL's where protected. For the others nothing but rights keeps people from it: a secret goes with all its versions at once; a topic or subscription goes with its messages; a bucket is refused only while it has objects, which can be deleted first, and soft delete then keeps objects and bucket for its days.",
      "**The mistake is older than what is kept.** Point-in-time recovery reaches 7 days back at most; backups, versions and messages reach as far as the lists above say.",
    ]),
  ];
}
