/** A refusal in the form of Google's JSON APIs, which the provider reads: code, status and reason decide what it retries. */
export class GoogleError extends Error {
  override readonly name = "GoogleError";

  constructor(
    readonly code: number,
    readonly status: string,
    message: string,
    readonly reason: string,
    readonly details: readonly object[] = [],
  ) {
    super(message);
  }

  get body(): object {
    const { code, status, message, reason, details } = this;
    return { error: { code, message, status, errors: [{ message, domain: "global", reason }], details } };
  }
}

export const notFound = (path: string): GoogleError =>
  new GoogleError(404, "NOT_FOUND", `The resource '${path}' was not found`, "notFound");

export const alreadyExists = (path: string): GoogleError =>
  new GoogleError(409, "ALREADY_EXISTS", `The resource '${path}' already exists`, "alreadyExists");

/** Compute Engine's words, which public threads quote, such as hashicorp/terraform-provider-google#6376. */
export const inUse = (path: string, by: string): GoogleError =>
  new GoogleError(
    400,
    "FAILED_PRECONDITION",
    `The resource '${path}' is already being used by '${by}'`,
    "resourceInUseByAnotherResource",
  );

export const denied = (message: string): GoogleError => new GoogleError(403, "PERMISSION_DENIED", message, "forbidden");

export const invalid = (message: string): GoogleError => new GoogleError(400, "INVALID_ARGUMENT", message, "invalid");

export const precondition = (message: string): GoogleError =>
  new GoogleError(400, "FAILED_PRECONDITION", message, "failedPrecondition");
