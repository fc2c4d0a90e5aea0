import { services } from '@orderflow/stacks/find';
import { resource, type Template } from '@orderflow/stacks/template';
import type { Rule } from './rule.ts';

/** The metric of each row of the dashboard, in the order of the console's map. */
const SHOWN = [
  'OrdersConfirmed',
  '5xx',
  'ThrottledRequests',
  'PublishLag',
  'p99 of duration',
  'ExecutionsFailed',
];

const body = (template: Template): string =>
  template.Resources['Dashboard']?.Properties.DashboardBody?.['Fn::Sub'] ?? '{"widgets":[]}';

/** Each service's alarms, and each kind of part in its place. */
export const dashboardShowsTheMap: Rule = {
  name: 'the dashboard shows every part of the map in its order, and the API of every service',
  violations: (template) => {
    const text = body(template);
    const widgets = (JSON.parse(text) as { widgets: { y: number; properties: object }[] }).widgets;
    const rowOf = (shown: string) =>
      widgets.find(({ properties }) => JSON.stringify(properties).includes(shown))?.y;
    const places = SHOWN.map((shown) => rowOf(shown) ?? -1);
    return [
      ...SHOWN.filter((_, index) => (places[index] ?? -1) <= (places[index - 1] ?? -1)),
      ...services
        .map(({ name }) => name)
        .filter((name) => !new RegExp(`alarm:orderflow-${name}-[\\w-]+-HttpApi-`).test(text)),
    ];
  },
  breaks: {
    'no dashboard': (template) => {
      delete template.Resources['Dashboard'];
    },
    'a service left out': (template) => {
      const { Properties } = resource(template, 'Dashboard');
      Properties.DashboardBody = { 'Fn::Sub': body(template).replaceAll('orderflow-orders-', 'other-') };
    },
  },
};
