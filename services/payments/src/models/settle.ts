import { type Context, LaterError } from '@orderflow/domain';
import {
  type Charge,
  type PaymentProvider,
  ProviderRefusedError,
  ProviderUnsureError,
} from '../lib/provider.ts';
import type { PaymentsStore } from '../lib/store.ts';
import { learn, learnRefund, refused } from './learn.ts';
import type { PaymentItem } from './payment.ts';
import { changePayment, readPayment, replacePayment } from './payments.ts';
import { nextStep, type Step, takeHere } from './steps.ts';

/** What `settle` needs to settle a payment. */
export interface Desk {
  provider: PaymentProvider;
  store: PaymentsStore;
}

/** A step that is taken at the provider. */
type ProviderStep = Exclude<Step, { kind: 'drop' | 'giveBack' }>;

/** More than the longest way from a reservation to a refund, with some room for writes of others. */
const MAX_STEPS = 20;

/**
 * Brings a payment to its goal, one step after the other. Each step has a key of its own, and its result is stored
 * before the next step. It may run again from where it stopped, late, and twice at once: steps with the same key are
 * one step, and of two executors that write, the slower one reads again.
 *
 * @param asks true to ask the provider first, whatever the item says
 * @param found the payment as it was read or written last
 * @returns the payment, settled as far as can be now
 * @throws LaterError when the provider is to be called again later
 */
export async function settle(
  found: PaymentItem,
  { provider, store }: Desk,
  context: Context,
  asks = false,
): Promise<PaymentItem> {
  let payment = found;
  let hasAsked = false;
  for (let step = 1; step <= MAX_STEPS; step++) {
    const next = nextStep(payment);
    const { intent } = payment;
    const mustAsk =
      intent !== undefined && (payment.unsure || (!hasAsked && (asks || isOld(next, context.now))));
    if (!mustAsk && !next) return payment;
    const after = mustAsk
      ? learn(payment, await provider.ask(intent, chargeOf(payment)), context)
      : await take(payment, next as Step, { provider, store }, context);
    const written = await replacePayment(payment, after, context.now, store);
    if (written && mustAsk) hasAsked = true;
    if (written === payment && !mustAsk) throw new LaterError(`${payment.pk}: the provider is at work`);
    // Another executor wrote meanwhile: the result may be old.
    payment = written ?? (await readAgain(payment.pk, store));
  }
  throw new LaterError(`the payment of ${found.pk} does not come to rest`);
}

async function readAgain(orderId: string, store: PaymentsStore): Promise<PaymentItem> {
  const payment = await readPayment(orderId, store);
  if (!payment) throw new LaterError(`the payment of ${orderId} is not there any more`);
  return payment;
}

/** Providers forget a key after a day; a refund under a forgotten key would be a second one. */
const KEY_KEPT_MS = 20 * 3_600_000;

const isOld = (step: Step | undefined, now: Date): boolean =>
  step?.kind === 'refund' && now.getTime() - Date.parse(step.refund.createdAt) > KEY_KEPT_MS;

const chargeOf = ({ pk, currency, amount }: PaymentItem): Charge => ({ orderId: pk, currency, amount });

async function take(
  payment: PaymentItem,
  step: Step,
  { provider, store }: Desk,
  context: Context,
): Promise<PaymentItem> {
  if (step.kind === 'drop' || step.kind === 'giveBack') return takeHere(payment, step.kind, context);
  try {
    return await call(payment, step, provider, context);
  } catch (error) {
    if (error instanceof ProviderUnsureError) await noteDoubt(payment, step, context.now, store);
    throw error;
  }
}

async function call(
  payment: PaymentItem,
  step: ProviderStep,
  provider: PaymentProvider,
  context: Context,
): Promise<PaymentItem> {
  const charge = chargeOf(payment);
  const key = keyOf(payment, step);
  const { intent = '', method = '' } = payment;
  switch (step.kind) {
    case 'open': {
      const opened = await orRefused(() => provider.open(charge, key));
      if (opened instanceof ProviderRefusedError) return refused(payment, opened.code, context);
      return learn(payment, opened, context);
    }
    case 'confirm':
      return learn(payment, await provider.confirm(intent, { ...charge, method }, key), context);
    case 'capture':
      return learn(payment, await provider.capture(intent, charge, key), context);
    case 'cancel':
      return learn(payment, await provider.cancel(intent, charge, key), context);
    case 'refund': {
      const { refundId, amount } = step.refund;
      const made = await orRefused(() => provider.refund(intent, { ...charge, amount, refundId }, key));
      if (made instanceof ProviderRefusedError)
        return learnRefund(payment, refundId, { status: 'FAILED' }, context);
      if (made.status === 'PENDING') return withProviderId(payment, refundId, made.id);
      return learnRefund(payment, refundId, made, context);
    }
  }
}

const withProviderId = (payment: PaymentItem, refundId: string, providerId: string): PaymentItem => ({
  ...payment,
  refunds: payment.refunds.map((one) => (one.refundId === refundId ? { ...one, providerId } : one)),
});

async function orRefused<T>(make: () => Promise<T>): Promise<T | ProviderRefusedError> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof ProviderRefusedError) return error;
    throw error;
  }
}

/** Derived from the order and the step, so that a repeat makes the same call. */
const keyOf = ({ pk, tries }: PaymentItem, step: ProviderStep): string =>
  `orderflow:${pk}:${nameOf(step)}:${tries}`;

const nameOf = (step: Step): string =>
  step.kind === 'refund' ? `refund:${step.refund.refundId}` : step.kind;

/**
 * The next call has another key, and comes after a question. If others have asked meanwhile and gone on, nothing
 * changes: their calls use the old key.
 */
const noteDoubt = ({ pk, tries }: PaymentItem, step: ProviderStep, now: Date, store: PaymentsStore) =>
  changePayment(
    pk,
    (payment) => {
      const next = nextStep(payment);
      const isOpen = payment.tries === tries && next && nameOf(next) === nameOf(step);
      return isOpen ? { ...payment, tries: tries + 1, unsure: true } : payment;
    },
    now,
    store,
  );
