/**
 * Roles that Cloud Storage grants on every new bucket with uniform access to the
 * project's basic roles: the two readers to each Viewer, the two owners to each
 * Editor and Owner. Basic roles have no right on an object of their own, so without
 * these grants a Viewer reads none. Google, "IAM roles for Cloud Storage", section
 * "Basic roles".
 */
export const newBucketRoles = [
  "roles/storage.legacyBucketOwner",
  "roles/storage.legacyBucketReader",
  "roles/storage.legacyObjectOwner",
  "roles/storage.legacyObjectReader",
] as const;

/**
 * The only member that keeps them. An Owner of the project can grant himself
 * anything, and one applies bootstrap before the first grant on its state exists.
 */
export const bucketOwners = (projectId: string): string => `projectOwner:${projectId}`;

export const isNewBucketRole = (role: unknown): boolean => (newBucketRoles as readonly unknown[]).includes(role);
