import type { Saga, Step } from '../readers/saga.ts';
import { apart, inUnits, moment } from './format.ts';
import { html } from './html.ts';

/** The past states of an order and its payment: the picture of its saga. */
export function SagaPicture({ saga: { orderId, steps, next, payment } }: { saga: Saga }) {
  return html`
    <figure class="saga" aria-label=${`The way of order ${orderId}`}>
      <figcaption>Order <code>${orderId}</code></figcaption>
      <${Way} name="Order" steps=${steps} next=${next} />
      ${payment && html`<${Way} name="Payment" steps=${payment.steps} next=${payment.goal ? [payment.goal] : []} />`}
      ${
        payment &&
        html`<p class="quiet">
          ${`${inUnits(payment.captured, payment.currency)} taken of ${inUnits(payment.amount, payment.currency)}, ${inUnits(payment.refunded, payment.currency)} given back`}
        </p>`
      }
    </figure>
  `;
}

interface WayProps {
  name: string;
  steps: Step[];
  /** States that may follow; drawn as open. */
  next: string[];
}

const Way = ({ name, steps, next }: WayProps) => html`
  <ol class="way" aria-label=${name}>
    <li class="of">${name}</li>
    ${steps.map(
      ({ what, at, isBad }, index) => html`
        <li class=${isBad ? 'step bad' : 'step'}>
          <b>${what}</b>
          <time dateTime=${at} title=${at}>${index === 0 ? moment(at) : `+${apart(steps[0]?.at ?? at, at)}`}</time>
        </li>
      `,
    )}
    ${next.length > 0 && html`<li class="step open"><b>${next.join(' or ')}</b></li>`}
  </ol>
`;
