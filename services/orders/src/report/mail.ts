import { escapeHtml, type Mail, mailPage, styles } from '@orderflow/mail';
import { type Figure, figuresOf } from './figures.ts';
import type { Report } from './report.ts';
import { compared, dayInWords, inWords } from './wording.ts';

/** The mail that goes with a report. */
export function reportMail(to: string, report: Report): Mail {
  const { date, createdAt, orders } = report;
  const subject = `Daily report ${date}: ${inWords(orders, 'count')} ${orders === 1 ? 'order' : 'orders'}`;
  const figures = figuresOf(report);
  const footer = `As counted at ${createdAt.slice(0, 16).replace('T', ' ')} UTC. An order counts on the day on which it was placed; revenue is of orders that were confirmed and not cancelled. What was captured and refunded was so on this day.`;
  return {
    to,
    subject,
    text: toText(report, figures, footer),
    html: toHtml(subject, report, figures, footer),
  };
}

function toText({ date }: Report, figures: Figure[], footer: string): string {
  const values = figures.map(({ value, unit }) => inWords(value, unit));
  const longest = (texts: string[]) => Math.max(...texts.map(({ length }) => length));
  const width = { label: longest(figures.map(({ label }) => label)), value: longest(values) };
  const lines = figures.map((figure, index) => {
    const value = values[index]?.padStart(width.value);
    return `${figure.label.padEnd(width.label)}  ${value}   ${comparisons(figure).join(' ')}`;
  });
  return [dayInWords(date), lines.join('\n'), footer, 'Orderflow'].join('\n\n').concat('\n');
}

function toHtml(subject: string, { date }: Report, figures: Figure[], footer: string): string {
  const { heading, quiet } = styles;
  const line = 'border-top:1px solid #d9dde3;padding-top:10px;font-size:16px;line-height:22px';
  const rows = figures.map((figure) => {
    const value = escapeHtml(inWords(figure.value, figure.unit));
    const earlier = comparisons(figure).map(
      (one) => `<span style="white-space:nowrap">${escapeHtml(one)}</span>`,
    );
    return `<tr><td class="line" width="100%" style="${line}">${escapeHtml(figure.label)}</td>
<td class="line" align="right" style="${line};padding-left:12px;font-weight:600;white-space:nowrap">${value}</td></tr>
<tr><td colspan="2" class="quiet" style="padding-bottom:10px;${quiet}">${earlier.join(' ')}</td></tr>`;
  });
  return mailPage(
    subject,
    `<h1 style="${heading}">${escapeHtml(dayInWords(date))}</h1>
<table width="100%" cellspacing="0" cellpadding="0" style="margin:0 0 24px;border-collapse:collapse">
${rows.join('\n')}
</table>
<p class="quiet" style="margin:0;${quiet}">${escapeHtml(footer)}</p>`,
  );
}

/** Two parts: a narrow screen breaks the line only between them. */
const comparisons = (figure: Figure) => [
  `day before ${compared(figure, figure.dayBefore)},`,
  `week before ${compared(figure, figure.weekBefore)}`,
];
