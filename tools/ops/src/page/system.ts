import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Overview } from '../console/api.ts';
import type { MapNode } from '../map/types.ts';
import type { SystemMap as Drawn } from '../readers/map.ts';
import { ask } from './client.ts';
import { type Figures, figuresOf } from './figures.ts';
import { html } from './html.ts';
import './map.css';
import { NodeDialog } from './nodeDialog.ts';
import { SystemList } from './systemList.ts';
import { SystemMap } from './systemMap.ts';

/** On a narrower page, only one service at a time is drawn. */
const NARROW = 640;

/** The system as a map or a list; a selected part opens. */
export function System({ overview, trace }: { overview: Overview; trace(id: string): void }) {
  const section = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const [view, setView] = useState<'map' | 'list'>('map');
  const [service, setService] = useState('');
  const [drawn, setDrawn] = useState<Drawn>();
  const [opened, setOpened] = useState<MapNode>();
  const [problem, setProblem] = useState('');
  const form = room === 0 ? '' : room < NARROW ? 'narrow' : 'wide';
  const isNarrow = form === 'narrow';
  const shown = service || (isNarrow ? (drawn?.services[0] ?? '') : '');
  // The first request for a layout computes it, which may take a while.
  const isStale = drawn !== undefined && (drawn.form !== form || drawn.service !== shown);

  useEffect(() => {
    const element = section.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (!form) return;
    let isCurrent = true;
    ask<Drawn>('map', { form, service }).then(
      (answer) => isCurrent && setDrawn(answer),
      (error: Error) => isCurrent && setProblem(error.message),
    );
    return () => {
      isCurrent = false;
    };
  }, [form, service, overview.stage]);

  const figures = useMemo(() => drawn && figuresOf(overview, drawn), [overview, drawn]);
  return html`
    <section aria-labelledby="map-title" class="system">
      <header class="bar">
        <h2 id="map-title">System</h2>
        <${Choice} label="View" options=${[['map', 'Map'], ['list', 'List']]} value=${view} choose=${setView} />
        ${
          drawn &&
          view === 'map' &&
          html`<${Choice}
            label="Service"
            options=${[...(isNarrow ? [] : [['', 'All']]), ...drawn.services.map((name) => [name, name])]}
            value=${shown}
            choose=${setService}
          />`
        }
        ${drawn && figures && html`<p class="sum" role="status">${summary(drawn.nodes, figures)}</p>`}
      </header>
      <div ref=${section} class=${isStale ? 'stale' : ''} aria-busy=${isStale}>
        ${!drawn && html`<p class="quiet drawing">${problem || 'Drawing…'}</p>`}
        ${drawn && figures && view === 'map' && html`<${SystemMap} layout=${drawn.layout} figures=${figures} room=${room} open=${setOpened} />`}
        ${drawn && figures && view === 'list' && html`<${SystemList} map=${drawn} figures=${figures} open=${setOpened} />`}
      </div>
      ${view === 'map' && html`<${Legend} />`}
    </section>
    ${
      opened &&
      drawn &&
      figures &&
      html`<${NodeDialog} key=${opened.id} node=${opened} map=${drawn} figures=${figures} notices=${overview.notices} open=${setOpened} close=${() => setOpened(undefined)} trace=${(
        id: string,
      ) => {
        setOpened(undefined);
        trace(id);
      }} />`
    }
  `;
}

/** The current problems, in words. */
function summary(nodes: readonly MapNode[], figures: Figures): string {
  const dead = nodes.filter(({ kind }) => kind === 'dlq').reduce((sum, node) => sum + figures.depth(node), 0);
  const failing = nodes.filter(
    (node) => node.kind === 'function' && figures.activity(node).errors > 0,
  ).length;
  const stopped = nodes.filter(figures.isStopped).length;
  const said = [
    dead > 0 && `${dead} dead ${dead === 1 ? 'letter' : 'letters'}`,
    failing > 0 && `${failing} ${failing === 1 ? 'function' : 'functions'} with errors`,
    stopped > 0 && `${stopped} paused`,
  ].filter(Boolean);
  return said.join(', ') || 'Nothing dead, failing or paused';
}

interface ChoiceProps {
  label: string;
  options: [value: string, text: string][];
  value: string;
  choose(value: string): void;
}

const Choice = ({ label, options, value, choose }: ChoiceProps) => html`
  <div class="choice" role="group" aria-label=${label}>
    ${options.map(([key, text]) => html`<button key=${key} aria-pressed=${key === value} onClick=${() => choose(key)}>${text}</button>`)}
  </div>
`;

const Legend = () => html`
  <p class="legend quiet" aria-hidden="true">
    <span><i></i>flows</span>
    <span><i class="key-live"></i>in the last minute</span>
    <span><i class="key-writes"></i>writes</span>
    <span><i class="key-fails"></i>fails to</span>
    <span>Point at a part, or go there with the keyboard, to see all that it reads and writes.</span>
  </p>
`;
