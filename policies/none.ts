import type { None } from "./resource-type";

/** Reasons that many rows of the registry share. */
export const keepsNothing: None = { none: "it keeps no data" };
export const madeAgain: None = { none: "an apply makes it again from code, under the same name" };
export const configuration: None = { none: "it has no data access that Google could audit" };
export const alwaysOne: None = {
  none: "every environment has it under one name, and no edit takes it away or replaces it",
};
