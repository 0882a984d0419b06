const name = /(^|_)(API_?KEY|KEY|SECRET|TOKEN|PASS|PASSWD|PASSWORD|PWD|DSN|CREDENTIALS)(_RAW)?$/;

/** Matches prefixes of well-known keys, a password in a URL, and a private key in PEM. */
const value = /^(sk-|AIza|ghp_|github_pat_|xox[abp]-|AKIA|ya29\.)|:\/\/[^/\s:]*:[^/\s@]+@|-----BEGIN/;

/** Whether the name or the value of a literal variable suggests a credential, which belongs in a secret. */
export const looksLikeCredential = (variable: string, literal: string): boolean =>
  name.test(variable) || value.test(literal);
