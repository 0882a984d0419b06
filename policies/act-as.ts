/** An account that deploys code which runs as another account must be allowed to act as it. */
export const actAs = "roles/iam.serviceAccountUser";
