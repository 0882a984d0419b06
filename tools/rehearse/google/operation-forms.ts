import type { Api } from "./collection";
import type { GoogleError } from "./google-error";

/** How an API tells of operations. */
interface OperationForm {
  readonly started: (id: string, path: string) => object;
  readonly done: (id: string, path: string, response: object | undefined, error: GoogleError | undefined) => object;
}

const general: OperationForm = {
  started: (id, path) => ({
    name: `${/^((?:projects|folders)\/[^/]+(?:\/locations\/[^/]+)?)/.exec(path)?.[1] ?? ""}/operations/${id}`.replace(
      /^\//,
      "",
    ),
    done: false,
  }),
  done: (_, path, response, error) =>
    error === undefined
      ? { name: path, done: true, response: { "@type": "type.googleapis.com/google.protobuf.Empty", ...response } }
      : { name: path, done: true, error: { code: grpcCode(error), message: error.message, details: error.details } },
};

/** Compute Engine, GKE and Cloud SQL have forms of their own. */
export const formOf = ({ service }: Api): OperationForm =>
  service === "compute" ? computeForm : service === "container" || service === "sqladmin" ? statusForm : general;

const computeForm: OperationForm = {
  started: (id, path) => ({ kind: "compute#operation", name: id, status: "RUNNING", ...scopeOf(path) }),
  done: (id, path, _, error) => ({
    kind: "compute#operation",
    name: id,
    status: "DONE",
    progress: 100,
    ...scopeOf(path),
    ...(error && {
      error: { errors: [{ code: error.reason, message: error.message }] },
      httpErrorStatusCode: error.code,
    }),
  }),
};

const scopeOf = (path: string): object => {
  const region = /\/regions\/([^/]+)\//.exec(path)?.[1];
  return region === undefined ? {} : { region: `https://www.googleapis.com/compute/v1/projects/x/regions/${region}` };
};

const statusForm: OperationForm = {
  started: (id, path) => ({ name: id, status: "RUNNING", targetProject: path.split("/")[1], operationType: "CHANGE" }),
  done: (id, path, _, error) => ({
    name: id,
    status: "DONE",
    targetProject: path.split("/")[1],
    ...(error && {
      error: {
        errors: [{ code: error.reason, message: error.message }],
        code: grpcCode(error),
        message: error.message,
      },
    }),
  }),
};

const grpcCode = ({ code, status }: GoogleError): number =>
  status === "FAILED_PRECONDITION"
    ? 9
    : (({ 400: 3, 403: 7, 404: 5, 409: 6, 429: 8, 500: 13 } as Record<number, number>)[code] ?? 2);
