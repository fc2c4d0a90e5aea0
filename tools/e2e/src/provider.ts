import { baseUrl } from './system.ts';

/** The money of one intent in the emulated provider. */
export interface LedgerEntry {
  intent: string;
  orderId: string | null;
  status: string;
  authorized: number;
  captured: number;
  refunded: number;
}

const providerUrl = () => process.env['ORDERFLOW_PROVIDER'] ?? `${baseUrl}/local/provider`;

/** The entries of an order in the provider's own ledger. */
export async function ledgerOf(orderId: string): Promise<LedgerEntry[]> {
  const all = (await (await fetch(`${providerUrl()}/ledger`)).json()) as LedgerEntry[];
  return all.filter((entry) => entry.orderId === orderId);
}

/** Orders a fault of the provider; tools/provider lists the faults. */
export async function orderFault(order: { fault: string; match?: string; times?: number }): Promise<void> {
  const answer = await fetch(`${providerUrl()}/faults`, { method: 'POST', body: JSON.stringify(order) });
  if (!answer.ok) throw new Error(`the fault was not ordered: ${await answer.text()}`);
}

/** Number of ordered faults that have not happened yet. */
export async function waitingFaults(): Promise<number> {
  const orders = (await (await fetch(`${providerUrl()}/faults`)).json()) as { times: number }[];
  return orders.reduce((sum, { times }) => sum + times, 0);
}

export async function takeBackFaults(): Promise<void> {
  await fetch(`${providerUrl()}/faults`, { method: 'DELETE' });
}
