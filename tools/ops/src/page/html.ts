import htm from 'htm';
import { type ComponentChild, h } from 'preact';

/** JSX as tagged templates: no build step of its own. */
export const html = htm.bind(h) as unknown as (
  strings: TemplateStringsArray,
  ...values: unknown[]
) => ComponentChild;
