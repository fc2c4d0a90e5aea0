import { useState } from 'preact/hooks';
import type { WantedImport } from '../imports/types.ts';
import { count } from './format.ts';
import { namesOf } from './headerNames.ts';
import { html } from './html.ts';

const COLUMNS = ['orderId', 'userId', 'sku', 'quantity', 'unitPrice', 'currency', 'note', 'createdAt'];
const IGNORED = 'ignored';
const ACCEPTED = '.csv,.tsv,.txt,.gz';

interface Props {
  busy: boolean;
  templates: string[];
  start(file: File, wanted: WantedImport): void;
}

/** A file, and the importer's settings for reading it. */
export function ImportForm({ busy, templates, start }: Props) {
  const [file, setFile] = useState<File>();
  const [names, setNames] = useState<string[]>([]);
  const [over, setOver] = useState(false);
  const choose = (chosen: File | null | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    setNames([]);
    void namesOf(chosen).then(setNames);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (file) start(file, wantedOf(file.name, new FormData(event.target as HTMLFormElement), names));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer?.files[0]);
  };
  return html`
    <section aria-labelledby="file-title">
      <h2 id="file-title">Import a file</h2>
      <form onSubmit=${submit}>
        <label
          class=${over ? 'dropzone over' : 'dropzone'}
          onDragOver=${(event: DragEvent) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave=${() => setOver(false)}
          onDrop=${drop}
        >
          <span><b>${file ? file.name : 'Drop a file of orders here, or choose one'}</b></span>
          <span class="quiet">${file ? `${count(file.size)} bytes` : '.csv, .tsv or .txt, also as .gz'}</span>
          <input type="file" accept=${ACCEPTED} onChange=${(event: Event) => choose((event.target as HTMLInputElement).files?.[0])} />
        </label>
        ${names.length > 0 && html`<${Mapping} names=${names} />`}
        ${templates.length > 0 && html`<${Templates} names=${templates} />`}
        <${Reading} />
        <div class="actions">
          <button class="primary" disabled=${busy || !file}>Preview</button>
          <span class="quiet">A preview makes no order.</span>
        </div>
      </form>
    </section>
  `;
}

/** Assigns a column to each name in the file. */
const Mapping = ({ names }: { names: string[] }) => html`
  <details>
    <summary>Columns: say which is which</summary>
    <ul class="plain mapping">
      ${names.map(
        (name, index) => html`
          <li key=${name}>
            <label for=${`column-${index}`}>${name}</label>
            <select id=${`column-${index}`} name=${`column-${index}`}>
              <option value="">as it is named</option>
              ${COLUMNS.map((column) => html`<option key=${column}>${column}</option>`)}
              <option>${IGNORED}</option>
            </select>
          </li>
        `,
      )}
    </ul>
  </details>
`;

const Templates = ({ names }: { names: string[] }) => html`
  <p>
    <label>
      Read as the template${' '}
      <select name="template">
        <option value="">none</option>
        ${names.map((name) => html`<option key=${name}>${name}</option>`)}
      </select>
    </label>
  </p>
`;

const CHOICES: { name: string; label: string; options: [value: string, text: string][] }[] = [
  {
    name: 'delimiter',
    label: 'Between cells',
    options: [
      [',', 'comma'],
      [';', 'semicolon'],
      ['\t', 'tab'],
      ['|', 'vertical bar'],
    ],
  },
  {
    name: 'encoding',
    label: 'Encoding',
    options: [
      ['utf-8', 'UTF-8'],
      ['utf-16le', 'UTF-16 LE'],
      ['utf-16be', 'UTF-16 BE'],
      ['windows-1252', 'Windows-1252'],
    ],
  },
  {
    name: 'decimal',
    label: 'Decimal mark of prices',
    options: [
      ['.', 'point: 3.50'],
      [',', 'comma: 3,50'],
    ],
  },
];

/** The other settings for reading the file; a setting without a choice is detected. */
const Reading = () => html`
  <details>
    <summary>How the file is read</summary>
    <div class="choices">
      ${CHOICES.map(
        ({ name, label, options }) => html`
          <label key=${name}>
            ${label}
            <select name=${name}>
              <option value="">find out</option>
              ${options.map(([value, text]) => html`<option key=${value} value=${value}>${text}</option>`)}
            </select>
          </label>
        `,
      )}
      <label>Format of dates <input name="dateFormat" maxlength="64" placeholder="DD.MM.YYYY HH:mm" /></label>
      <label>Time zone of dates <input name="timeZone" maxlength="64" placeholder="Europe/Berlin" /></label>
      <label class="check"><input type="checkbox" name="ignoreUnknown" /> Ignore columns that are not known</label>
    </div>
  </details>
`;

function wantedOf(fileName: string, form: FormData, names: string[]): WantedImport {
  const said = ['template', 'delimiter', 'encoding', 'decimal', 'dateFormat', 'timeZone'].flatMap((name) => {
    const value = String(form.get(name) ?? '');
    return value === '' ? [] : [[name, value]];
  });
  const mapping = names.flatMap((name, index) => {
    const column = String(form.get(`column-${index}`) ?? '');
    return column === '' ? [] : [[name, column === IGNORED ? null : column]];
  });
  return {
    fileName,
    dryRun: true,
    // A user of the page opens the rejected rows in a spreadsheet, which needs a byte order mark.
    rejectsBom: true,
    ...Object.fromEntries(said),
    ...(mapping.length > 0 && { mapping: Object.fromEntries(mapping) }),
    ...(form.has('ignoreUnknown') && { ignoreUnknown: true }),
  };
}
