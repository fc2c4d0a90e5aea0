import { servicesOf } from '@orderflow/stacks/find';
import type { Stack } from '@orderflow/stacks/template';
import { answerWithinMs, lambdaClient } from '../lambda.ts';
import { createEventInvoker, type Invocation } from '../poller/invoke.ts';
import { type Settings, servicePorts } from '../settings.ts';

/** A function of a running copy. */
export interface LocalFunction {
  /** `orderflow-orders-local-placeOrder` */
  name: string;
  service: string;
  /** Runs it once with an event. */
  invoke(event: unknown): Promise<Invocation>;
}

/** Every function of the services, ready to be invoked. */
export function functionsOf(settings: Settings, stacks: readonly Stack[]): LocalFunction[] {
  return servicesOf(stacks).flatMap(({ name: service, resources }, index) => {
    const client = lambdaClient(`http://127.0.0.1:${servicePorts(settings, index).lambda}`);
    return resources
      .filter(({ type }) => type === 'AWS::Lambda::Function')
      .map(({ properties }) => {
        const name = String(properties['FunctionName']);
        return { name, service, invoke: createEventInvoker(client, name, answerWithinMs(properties)) };
      });
  });
}

/**
 * @param name the whole name, `orders/placeOrder`, or `placeOrder` if only one service has such a function
 * @throws Error that lists the functions
 */
export function findFunction(functions: readonly LocalFunction[], name: string): LocalFunction {
  const found = functions.filter((one) => [one.name, labelOf(one), keyOf(one)].includes(name));
  if (found.length === 1 && found[0]) return found[0];
  const which = (found.length > 1 ? found : functions).map(labelOf).join(', ');
  const reason = found.length > 1 ? `is the name of several functions` : 'is no function of this copy';
  throw new Error(`${name} ${reason}; name one of ${which}`);
}

const keyOf = ({ name, service }: LocalFunction): string =>
  name.startsWith(`orderflow-${service}-local-`) ? name.slice(`orderflow-${service}-local-`.length) : name;

/** `orders/placeOrder` */
export const labelOf = (one: LocalFunction): string => `${one.service}/${keyOf(one)}`;
