import { format } from "oxfmt";

/** What the formatter makes of a Markdown page with the repository's width. */
export const formatted = async (page: string): Promise<string> =>
  (await format("page.md", page, { printWidth: 120 })).code;
