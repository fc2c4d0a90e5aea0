/** A request to the API, as far as it counts. */
export interface ApiRequest {
  method: string;
  /** With the query. */
  path: string;
  /** By lower-case name. */
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}
