/** A JSON object in the shape of a specification: OpenAPI, AsyncAPI or JSON Schema. */
// biome-ignore lint/suspicious/noExplicitAny: members are what the specification says; the linter checks the documents.
export type Json = Record<string, any>;
