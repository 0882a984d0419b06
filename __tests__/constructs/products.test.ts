import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Product } from "../../constructs/product";
import { productsByFolder } from "../../constructs/products";

const root = join(__dirname, "../../constructs");

describe("products", () => {
  test("are all folders that have a product.ts", () => {
    const folders = readdirSync(root).filter((name) => existsSync(join(root, name, "product.ts")));
    expect(Object.keys(productsByFolder).sort()).toEqual(folders.sort());
  });

  test("say which variables find their stores, or why none does", () => {
    // @ts-expect-error a product with stores must declare its variables
    const silent: Product = { stores: () => [] };
    expect(silent.variables).toBeUndefined();
    const stores = Object.values(productsByFolder).filter(({ stores }) => stores !== undefined);
    expect(stores.length).toBeGreaterThan(0);
    for (const { variables } of stores)
      expect(variables === undefined || ("none" in variables && variables.none.length < 10)).toBe(false);
  });
});
