const name = /(^|_)(API_?KEY|KEY|SECRET|TOKEN|PASS|PASSWD|PASSWORD|PWD|DSN|CREDENTIALS)(_RAW)?$/;

/** Beginnings of well-known keys, a password in a URL, a private key in PEM. */
const value = /^(sk-|AIza|ghp_|github_pat_|xox[abp]-|AKIA|ya29\.)|:\/\/[^/\s:]*:[^/\s@]+@|-----BEGIN/;

/** Whether a literal variable is, by its name or its value, a credential that belongs into a secret. */
export const looksLikeCredential = (variable: string, literal: string): boolean =>
  name.test(variable) || value.test(literal);
