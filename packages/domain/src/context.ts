/** Where and when a write happens: handed from the adapters to the models. */
export interface Context {
  correlationId: string;
  now: Date;
}
