const name = /(^|_)(API_?KEY|SECRET|SECRET_KEY|PASS|PASSWD|PASSWORD|PWD|DSN|CREDENTIALS)(_RAW)?$/;

/** Ends of names that are a credential's, a field's or a figure's: `ACCESS_TOKEN`, `PARTITION_KEY`, `MAX_TOKEN`. */
const doubtful = /(^|_)(KEY|TOKEN)(_RAW)?$/;
/** Words before these ends that make it a field of a store, or a sign of a model. */
const field =
  /(^|_)((CACHE|DISTRIBUTION|FOREIGN|GROUP|HASH|IDEMPOTENCY|INDEX|ORDERING|PARTITION|PRIMARY|RANGE|ROUTING|SHARD|SORT)_KEY|(BOS|CLS|END|EOS|MASK|PAD|SEP|START|STOP|UNK)_TOKEN)$/;
/** Anybody may know it, however long it is. */
const publicKey = /(^|_)PUBLIC_KEY$/;
/** A figure or a switch, which is never a key or a token. */
const figure = /^(-?\d{1,9}(\.\d+)?|true|false)$/;

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

/**
 * Whether the name or the value of a literal variable suggests a credential, which
 * belongs in a secret. A name that ends in KEY or TOKEN does, unless the value is a
 * figure, or the name is of a field and the value is not long and random.
 */
export function looksLikeCredential(variable: string, literal: string): boolean {
  if (value.test(literal) || name.test(variable)) return true;
  if (!doubtful.test(variable) || publicKey.test(variable) || figure.test(literal)) return false;
  return !field.test(variable) || mayBeCredential(literal);
}

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
