/** Fields by their old name, which is refused with the new one. An entry stays until no branch writes the old name. */
const renamedFields: Readonly<Record<string, string>> = {
  database: "cloudSql",
  documents: "firestore",
  modelTokens: "voice",
  serviceControls: "vpcServiceControls",
};

/** New name of a field; undefined if it was never renamed. */
export const newNameOf = (field: string): string | undefined =>
  Object.hasOwn(renamedFields, field) ? renamedFields[field] : undefined;
