/**
 * Permissions with which an account reads what users and services have stored, or
 * becomes an account that does; by what they reach. Reading names, settings and
 * figures is not content.
 */
const content: Readonly<Record<string, RegExp>> = {
  "an object": /^storage\.objects\.(get|list)$/,
  "a secret's value": /^secretmanager\.versions\.access$/,
  "a document": /^datastore\.(entities\.|databases\.(clone|export)$|backups\.restoreDatabase$)/,
  "a row": /^cloudsql\.(instances\.(clone|connect|executeSql|export|login|restoreBackup)|backupRuns\.export)$/,
  "a message": /^pubsub\.(subscriptions\.consume|topics\.attachSubscription)$/,
  "a log entry": /^logging\.((logEntries|privateLogEntries)\.(download|list)|views\.access|links\.create)$/,
  "a span": /^cloudtrace\.traces\.|^observability\.traces\./,
  "a machine's console":
    /^compute\.(instances|projects)\.(get(SerialPortOutput|Screenshot|GuestAttributes)|osLogin|osAdminLogin|setMetadata|setCommonInstanceMetadata)$/,
  // The metadata of a cluster's nodes holds what they join with.
  "a machine's metadata": /^compute\.instances\.(get|list)$/,
  "a disk": /^compute\.(disks|images|machineImages|snapshots)\.(create|createSnapshot|useReadOnly)$/,
  "an image": /^artifactregistry\.(files\.download|repositories\.(downloadArtifacts|readViaVirtualRepository))$/,
  "what runs in the cluster": /^container\.(clusters\.(connect|getCredentials|impersonate)|configMaps|pods|secrets)/,
  "a plain text": /^cloudkms\.cryptoKeyVersions\.useToDecrypt/,
  "a service behind its front door": /^run\.(routes\.invoke|jobs\.run\w*)$/,
  "an API key": /\.getKeyString$/,
  "another account":
    /^iam\.(serviceAccountKeys\.(create|upload)|serviceAccounts\.(actAs|getAccessToken|getOpenIdToken|implicitDelegation|sign\w+))$/,
  "a grant to itself":
    /^iam\.roles\.update$|^(artifactregistry\.repositories|cloudkms\.(cryptoKeys|keyRings)|iam\.serviceAccounts|pubsub\.(snapshots|subscriptions|topics)|resourcemanager\.projects|run\.(jobs|services)|secretmanager\.secrets|storage\.(buckets|managedFolders|objects))\.setIamPolicy$/,
};

/** What a permission reaches; undefined if it reaches no content. */
export const contentOf = (permission: string): string | undefined =>
  Object.entries(content).find(([, permissions]) => permissions.test(permission))?.[0];
