/** Escapes `${` and `%{`, so that Terraform reads the text literally and not as a template. */
export const escapeTemplates = (text: string): string => text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
