/** The relevant parts of a request to the API. */
export interface ApiRequest {
  method: string;
  /** Path with the query. */
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
