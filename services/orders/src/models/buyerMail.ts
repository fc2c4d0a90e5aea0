import type { OrderItem, UserItem } from '@orderflow/domain';
import type { Mail } from '@orderflow/mail';
import type { Events } from '@orderflow/validation';
import { inWords } from '../report/wording.ts';
import { type Letter, writeLetter } from './letter.ts';

/** The events that buyers are told of. */
export type BuyerEvent = Events['order.confirmed.v1' | 'order.shipped.v1' | 'payment.refunded.v1'];

/** The mail that tells a buyer what became of an order. */
export function buyerMail(buyer: UserItem, order: OrderItem, event: BuyerEvent): Mail {
  const { subject, paragraphs } = letter(order, event);
  return writeLetter(buyer, { subject, paragraphs: [...paragraphs, `Your order: ${order.pk}`] });
}

function letter({ currency, total, payment }: OrderItem, event: BuyerEvent): Letter {
  switch (event.type) {
    case 'order.confirmed.v1':
      return {
        subject: 'Your order is confirmed',
        paragraphs: [
          `Thank you. Your order of ${inWords(total, currency)} is confirmed.`,
          payment ? 'Your payment is taken when it leaves the house.' : 'It is on account.',
        ],
      };
    case 'order.shipped.v1': {
      const { carrier, trackingCode } = event.data;
      const code = trackingCode === undefined ? '' : ` Its tracking code is ${trackingCode}.`;
      return {
        subject: 'Your order is on its way',
        paragraphs: [`Your order has left the house. It comes with ${carrier}.${code}`],
      };
    }
    case 'payment.refunded.v1':
      return {
        subject: 'Your refund',
        paragraphs: [`We have given you ${inWords(event.data.refund, event.data.currency)} back.`],
      };
  }
}
