import { cell, type JsonObject } from "./json";
import { Leaves, table } from "./table";

/** Types of one grant each: a role for a member on one resource. */
export const isGrant = (type: string): boolean => type.endsWith("_iam_member");

/** Who may do what on what, sorted by role and member: the table that a reviewer of rights reads. */
export function grants(resources: readonly (readonly [address: string, resource: JsonObject])[]): string[] {
  const rows = resources.map(([address, resource]) => {
    const attributes = new Leaves(resource);
    const [role, member] = [attributes.take("role"), attributes.take("member")];
    return { columns: [cell(role), cell(member), address], rest: attributes.left };
  });
  rows.sort((one, other) => (one.columns.join() < other.columns.join() ? -1 : 1));
  return table(`grants (${rows.length}): role | member | address | on`, rows);
}
