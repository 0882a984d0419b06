import { format } from "prettier";

/** What prettier makes of a page with the repository's width. */
export const pretty = (page: string): Promise<string> => format(page, { parser: "markdown", printWidth: 120 });
