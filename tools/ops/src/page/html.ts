import htm from 'htm';
import { type ComponentChild, h } from 'preact';

/** JSX as tagged templates, which needs no build step. */
export const html = htm.bind(h) as unknown as (
  strings: TemplateStringsArray,
  ...values: unknown[]
) => ComponentChild;
