/** Text that Terraform takes as it stands, although it would read `${` and `%{` as templates. */
export const escapeTemplates = (text: string): string => text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
