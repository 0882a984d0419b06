/** A request of the provider. */
export interface Call {
  readonly method: string;
  /** API of the request, such as `compute`. */
  readonly service: string;
  /** Path below the API's version, without a query, with project ids instead of numbers. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: any;
}

/** A call as a line for people. */
export const described = ({ method, service, path, query }: Call): string =>
  `${method} ${service}: ${path}${query.size > 0 ? `?${query.toString()}` : ""}`;
