const name = /(^|_)(API_?KEY|KEY|SECRET|TOKEN|PASS|PASSWD|PASSWORD|PWD|DSN|CREDENTIALS)(_RAW)?$/;

/** Beginnings of well-known keys and tokens. */
const beginning =
  /(?<![\w-])(?:sk[-_](?=[\w-]*\d)[\w-]{8}|rk_(?:live|test)_|whsec_|SG\.[\w-]{16}|hf_[A-Za-z]{16}|npm_[A-Za-z0-9]{16}|AIza|gh[opsur]_|github_pat_|glpat-|xox[a-z]-|A[KS]IA[A-Z0-9]{12}|ya29\.|GOCSPX-|eyJ[\w-]{8})/
    .source;
/** A password in a URL, a webhook whose address is the credential, and a named value of a header or a connection string. */
const inline =
  /(?::\/\/[^/\s:'"]*:[^\s@'"]+@|hooks\.slack\.com\/services\/|Bearer\s+[\w.-]{6}|(?:[Pp]assword|[Pp]asswd|[Pp]wd|[Aa]ccount[Kk]ey|[Ss]hared[Aa]ccess[Kk]ey)=[^\s;'"])/
    .source;

const value = new RegExp(`${beginning}|${inline}|-----BEGIN`);

/** Whether a text contains a well-known kind of credential. */
export const holdsCredential = (text: string): boolean => value.test(text);

/** Whether the name or the value of a literal variable suggests a credential, which belongs in a secret. */
export const looksLikeCredential = (variable: string, literal: string): boolean =>
  name.test(variable) || value.test(literal);

/** Long hexadecimal digits or base64, which may be a key; a digest of an image is none. */
const long = new RegExp(
  `${/(?<!\w[:@])(?<!\w)(?=[A-Fa-f]*\d)(?=\d*[A-Fa-f])[0-9A-Fa-f]{32,}(?!\w)/.source}|${/(?<![\w+])(?=[A-Z0-9+]*[a-z])(?=[a-z0-9+]*[A-Z])(?=[A-Za-z+]*\d)[\w+]{32,}={0,2}/.source}`,
);

/** A whole value of base64, with the signs that in a sentence would also be those of paths; what starts like Google's own is one. */
const base64 = /(?!projects\/)(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])(?=[\w+/-]*\d)[\w+/-]{32,}={0,2}/.source;

/** What messages show instead of it. */
export const hidden = "(hidden: it looks like a credential)";

/** Whether a value may be a credential: rather one too many, since nobody needs to read it again to mend it. */
export const mayBeCredential = (literal: string): boolean =>
  value.test(literal) || long.test(literal) || new RegExp(`^${base64}$`).test(literal);

/** The word that holds a credential, with its quotes; a private key to its end. */
const inText = new RegExp(
  `["']?-----BEGIN[^'"]*["']?|["']?${beginning}[^\\s'"]*["']?|["']?[^\\s'"]*${inline}[^\\s'"]*["']?|["']?(?:${long.source})["']?|'${base64}'`,
  "g",
);

/** A text for people, without what looks like a credential in it. */
export const withoutCredentials = (text: string): string => text.replaceAll(inText, hidden);
