/** A refund as the provider has it. */
export interface SeenRefund {
  /** The provider's id. */
  id: string;
  /** Our id, if the refund was made here. */
  refundId?: string;
  amount: number;
  status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
}

/** What the provider knows of an order's money, in our words. Amounts are in minor units of the currency. */
export interface Seen {
  intent: string;
  /**
   * `open`: nothing is held. `working`: the provider does not know yet. `action`: the buyer would have to do something.
   * `held`: authorised. `taken`: captured. `gone`: cancelled, or ended by itself.
   */
  state: 'open' | 'working' | 'action' | 'held' | 'taken' | 'gone';
  captured: number;
  refunded: number;
  /** Why the latest attempt to authorise failed: the provider's code. */
  failure?: string;
  /** Only in the answer to a question. */
  refunds?: SeenRefund[];
}
