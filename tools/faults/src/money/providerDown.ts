import type { Stage } from '../sweep/scenario.ts';
import { checkSettled } from './settled.ts';
import { Shop, TOTAL } from './shop.ts';

const MINUTE_MS = 60_000;
const DOWN_MINUTES = 60;
/**
 * Minutes between two attempts of a message. A message makes at most 13 in an hour, and none is dead before 30
 * (outage.test.ts).
 */
const STEP_MINUTES = 10;
/** By then, messages with a wait of at most 15 minutes were retried, and due payments were checked. */
const OVER_MINUTES = 110;
const RESERVATION_SECONDS = 1_800;
const PIECES = 100;
const PART = 100;

/**
 * The payment provider does not answer for an hour, while orders are placed, shipped, cancelled, refunded and
 * returned. Everything must recover by what AWS does by itself: no redrive of a dead-letter queue, no operator.
 *
 * @returns what does not hold
 */
export async function runProviderDown(stage: Stage): Promise<string[]> {
  const shop = await new Shop(stage, PIECES).open();
  const { bank } = stage.world.outside;
  stage.platform.settings = { RESERVATION_SECONDS: String(RESERVATION_SECONDS) };
  const told: string[] = [];
  const passes = async (from: number, to: number) => {
    for (let minute = from; minute < to; minute += STEP_MINUTES) {
      shop.setTime(minute * MINUTE_MS);
      await shop.fireSchedules();
      await shop.deliverFirst();
    }
  };
  try {
    const waits = await shop.place();
    const shipped = await shop.place();
    const cancelled = await shop.place();
    const refunded = await shop.place();
    const returned = await shop.place();
    await shop.deliverAll();
    for (const id of [refunded, returned]) await shop.ship(id);
    await shop.deliverAll();

    bank.isDown = true;
    const { status, body } = await shop.refund(refunded, PART);
    if (status !== 201 || body.status !== 'PENDING')
      told.push(`a refund was answered ${status} ${body.status}`);
    await shop.ship(shipped);
    await shop.cancel(cancelled);
    await shop.giveBack(returned);
    const early = [await shop.place(), await shop.place('pm_card_chargeDeclined')];
    const givenUp = await shop.place();
    await passes(STEP_MINUTES, 20);
    await shop.cancel(givenUp);
    await passes(20, 40);
    // Their reservations last longer than the outage.
    const late = await shop.place();
    const declined = await shop.place('pm_card_chargeDeclined');
    await passes(40, DOWN_MINUTES);
    bank.isDown = false;
    await passes(DOWN_MINUTES, OVER_MINUTES);
    await shop.deliverAll();

    const ends: [orderId: string, order: string, payment: string, captured: number, refunded: number][] = [
      [waits, 'CONFIRMED', 'AUTHORIZED', 0, 0],
      [shipped, 'SHIPPED', 'CAPTURED', TOTAL, 0],
      [cancelled, 'CANCELLED', 'VOIDED', 0, 0],
      [refunded, 'SHIPPED', 'PARTIALLY_REFUNDED', TOTAL, PART],
      [returned, 'RETURNED', 'REFUNDED', TOTAL, TOTAL],
      // It was not known in time whether these are paid: their stock is free again, and no money is held.
      ...early.map((id) => [id, 'REJECTED', 'VOIDED', 0, 0] as (typeof ends)[number]),
      [givenUp, 'CANCELLED', 'VOIDED', 0, 0],
      [late, 'CONFIRMED', 'AUTHORIZED', 0, 0],
      [declined, 'REJECTED', 'DECLINED', 0, 0],
    ];
    for (const [id, ...end] of ends) {
      const { status: order, payment } = await shop.look(id);
      const found = [order, payment?.status, payment?.captured, payment?.refunded];
      if (String(found) !== String(end)) told.push(`an order is ${found}, not ${end}`);
    }
    return [...told, ...(await checkSettled(stage, PIECES))];
  } finally {
    shop.close();
  }
}
