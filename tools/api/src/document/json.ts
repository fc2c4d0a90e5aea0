/** A JSON object whose shape is a specification's: OpenAPI, AsyncAPI or JSON Schema. */
// biome-ignore lint/suspicious/noExplicitAny: members are what the specification says; the linter checks the documents.
export type Json = Record<string, any>;
