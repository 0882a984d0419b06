import { actAs } from "../../policies/act-as";
import { keepsNothing } from "../../policies/none";
import { blocksAt, type Attributes } from "../../policies/policy";
import type { ResourceTypes, Rights } from "../../policies/resource-type";

const rights: Rights = { plan: ["roles/run.viewer"], apply: ["roles/run.admin", actAs] };

const interfaces = ["template", "vpc_access", "network_interfaces"];
const variables = (service: Attributes): Attributes[] => blocksAt(service, "template", "containers", "env");

export const cloudRunTypes: ResourceTypes = {
  google_cloud_run_v2_service: {
    api: "run",
    rights: rights,
    holds: "traffic",
    refersTo: ["google_service_account"],
    deletionInUse: "allowed",
    links: [
      {
        names: (service) =>
          blocksAt(service, "template", "containers", "env", "value_source", "secret_key_ref").map(
            ({ secret }) => secret,
          ),
        to: "google_secret_manager_secret",
        as: "secret_id",
      },
      {
        names: (service) => blocksAt(service, ...interfaces).map(({ network }) => network),
        to: "google_compute_network",
        as: "name",
      },
      {
        names: (service) => blocksAt(service, ...interfaces).map(({ subnetwork }) => subnetwork),
        to: "google_compute_subnetwork",
        as: "name",
      },
      {
        names: (service) => blocksAt(service, "template", "containers").map(({ image }) => String(image).split("/")[2]),
        to: "google_artifact_registry_repository",
        as: "repository_id",
      },
      {
        names: (service) => variables(service).map(({ value }) => /\/topics\/(.+)$/.exec(String(value))?.[1]),
        to: "google_pubsub_topic",
        as: "name",
      },
      {
        names: (service) => variables(service).map(({ value }) => /\/subscriptions\/(.+)$/.exec(String(value))?.[1]),
        to: "google_pubsub_subscription",
        as: "name",
        sameLayer: true,
      },
    ],
    encryption: keepsNothing,
    preventDestroy: { none: "its own deletion protection lets a release replace nothing by mistake" },
    guards: [
      {
        argument: "deletion_protection",
        keeps: (value) => value !== false,
        lowered: false,
        protected: { value: true, against: "terraform" },
      },
    ],
    audit: "run",
  },
  google_cloud_run_v2_service_iam_member: {
    api: "run",
    rights: rights,
    holds: "nothing",
    refersTo: ["google_cloud_run_v2_service", "google_service_account"],
    deletionInUse: "allowed",
  },
};
