import type { Service } from "../../contract/environment";
import { products } from "../products";

/** Permissions of a service's custom role, of all products that it uses, sorted. Empty if it needs no such role. */
export const servicePermissions = (service: Service): string[] =>
  products.flatMap(({ permissions }) => permissions?.(service) ?? []).sort();
