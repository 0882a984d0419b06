/** Role that a deploy account needs on a service account in order to deploy code that runs as that account. */
export const actAs = "roles/iam.serviceAccountUser";
