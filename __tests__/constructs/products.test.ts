import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { productsByFolder } from "../../constructs/products";

const root = join(__dirname, "../../constructs");

describe("products", () => {
  test("are all folders that have a product.ts", () => {
    const folders = readdirSync(root).filter((name) => existsSync(join(root, name, "product.ts")));
    expect(Object.keys(productsByFolder).sort()).toEqual(folders.sort());
  });
});
