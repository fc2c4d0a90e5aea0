import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Overview } from '../console/api.ts';
import { html } from './html.ts';

export type History = [at: number[], work: number[], dead: number[]];

const KEPT = 450;
/** The shortest time range of the chart. */
const SHOWN_SECONDS = 300;

/** Adds the current number of messages in queues and in DLQs to the history since the page was opened. */
export function extend([at, work, dead]: History, { queues, at: now }: Overview): History {
  const total = (dlq: boolean) =>
    queues
      .filter((one) => Boolean(one.dlq) === dlq)
      .reduce((sum, one) => sum + one.waiting + one.inFlight, 0);
  const keep = (values: number[], next: number) => [...values, next].slice(-KEPT);
  return [keep(at, now / 1000), keep(work, total(false)), keep(dead, total(true))];
}

const clock = (seconds: number) =>
  new Date(seconds * 1000).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });

/** Shows at least SHOWN_SECONDS: uPlot would stretch a single point over years. */
function shown(at: ArrayLike<number>): [from: number, to: number] {
  const last = at[at.length - 1] ?? 0;
  return [Math.min(at[0] ?? last, last - SHOWN_SECONDS), last];
}

export function DepthChart({ history }: { history: History }) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    // A canvas takes resolved colours only, not `light-dark()`.
    const colour = (name: string) => {
      target.style.color = `var(${name})`;
      return getComputedStyle(target).color;
    };
    const axis = () => ({
      stroke: () => colour('--quiet'),
      grid: { stroke: () => colour('--line'), width: 1 },
      ticks: { show: false },
    });
    const plot = new uPlot(
      {
        width: target.clientWidth,
        height: 150,
        cursor: { y: false },
        scales: {
          x: { range: ({ data: [at] }) => shown(at) },
          y: { range: (_, __, max) => [0, Math.max(10, max * 1.1)] },
        },
        series: [
          {},
          { label: 'in queues', stroke: () => colour('--accent'), width: 2, points: { show: false } },
          { label: 'in DLQs', stroke: () => colour('--bad'), width: 2, points: { show: false } },
        ],
        axes: [
          { ...axis(), space: 90, values: (_, at) => at.map(clock) },
          { ...axis(), size: 44 },
        ],
      },
      history,
      target,
    );
    chart.current = plot;
    const observer = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height: 150 }));
    observer.observe(target);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, []);
  useEffect(() => chart.current?.setData(history), [history]);
  return html`
    <section aria-labelledby="depth-title">
      <h2 id="depth-title">Messages</h2>
      <div ref=${element} class="chart" role="img" aria-label="Messages in queues and dead-letter queues since this page was opened"></div>
    </section>
  `;
}
