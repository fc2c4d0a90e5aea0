import { type CorpusFile, lines, NAMES, row, utf8 } from './corpusFile.ts';

const by = (delimiter: string) => [
  NAMES.replaceAll(',', delimiter),
  row('a', '', delimiter),
  row('b', 'x', delimiter),
];
const ab = [
  { line: 2, id: 'a' },
  { line: 3, id: 'b', note: 'x' },
];
const later = (rows: { line: number; id: string; note?: string }[], more: number) =>
  rows.map((one) => ({ ...one, line: one.line + more }));
const long = 'x'.repeat(70_000);

/** What separates cells and lines, and lines without content. */
export const shapes: CorpusFile[] = [
  { name: 'semicolons', bytes: utf8(lines(by(';'))), delimiter: ';', rows: ab },
  { name: 'tabs', bytes: utf8(lines(by('\t'))), delimiter: '\t', rows: ab },
  { name: 'vertical bars', bytes: utf8(lines(by('|'))), delimiter: '|', rows: ab },
  {
    name: 'LibreOffice, "quote all text cells"',
    bytes: utf8(
      lines([
        `"${NAMES.replaceAll(',', '";"')}"`,
        '"a";"ann";"TEA-1";2;350;"EUR";"1;2"',
        '"b";"ann";"TEA-1";2;350;"EUR";"x"',
      ]),
    ),
    delimiter: ';',
    rows: [{ line: 2, id: 'a', note: '1;2' }, ab[1] as never],
  },
  {
    name: 'commas in the cells of a file with semicolons',
    bytes: utf8(lines([NAMES.replaceAll(',', ';'), row('a', '1,2,3', ';')])),
    delimiter: ';',
    rows: [{ line: 2, id: 'a', note: '1,2,3' }],
  },
  {
    name: 'a delimiter that its importer names, and the header does not have',
    bytes: utf8(lines(by(';'))),
    rules: { delimiter: '|' },
    refused: /lacks columns.*vertical bar/,
  },
  {
    name: 'a line sep=;',
    bytes: utf8(lines(['sep=;', ...by(';')], '\r\n')),
    delimiter: ';',
    rows: later(ab, 1),
  },
  { name: 'a line sep=,', bytes: utf8(lines(['sep=,', ...by(',')])), rows: later(ab, 1) },
  {
    name: 'a line SEP= in quotes behind a mark',
    bytes: utf8(`\uFEFF${lines(['"SEP=|"', ...by('|')])}`),
    delimiter: '|',
    rows: later(ab, 1),
  },
  {
    name: 'a line sep= with a tab',
    bytes: utf8(lines(['sep=\t', ...by('\t')])),
    delimiter: '\t',
    rows: later(ab, 1),
  },
  {
    name: 'a line sep= that names something else',
    bytes: utf8(lines(['sep=^', ...by('^')])),
    refused: /Line 1.*separated by "\^".*semicolon/,
  },
  {
    name: 'a line sep= that is saved again, padded',
    bytes: utf8(lines(['sep=;;;;;;;', ...by(';')])),
    delimiter: ';',
    rows: later(ab, 1),
  },
  { name: 'CRLF', bytes: utf8(lines(by(','), '\r\n')), rows: ab },
  { name: 'CR alone, of an old Mac', bytes: utf8(lines(by(','), '\r')), rows: ab },
  {
    name: 'CR alone, an empty line, LF in quotes, no CR at the end',
    bytes: utf8([...by(';').slice(0, 2), '', row('b', '"1\n2"', ';')].join('\r')),
    delimiter: ';',
    rows: [ab[0] as never, { line: 4, id: 'b', note: '1\n2' }],
  },
  {
    name: 'CR alone, but for one CRLF',
    bytes: utf8(`${by(',').slice(0, 2).join('\r')}\r\n${row('b', '"x"')}\r${row('c', '"1\r2"')}\r`),
    rows: [...ab, { line: 4, id: 'c', note: '1\r2' }],
  },
  { name: 'CR alone, the header alone', bytes: utf8(`${NAMES}\r`), rows: [] },
  { name: 'the header alone', bytes: utf8(NAMES), rows: [] },
  { name: 'empty lines before the header', bytes: utf8(`\r\n\n\r\n${lines(by(','))}`), rows: later(ab, 3) },
  {
    name: 'empty rows of a spreadsheet before the header',
    bytes: utf8(`;;;;;;\r\n;;;;;;\r\n${lines(by(';'), '\r\n')}`),
    delimiter: ';',
    rows: later(ab, 2),
  },
  {
    name: 'empty rows of a spreadsheet between and behind',
    bytes: utf8(
      lines([...by(',').slice(0, 2), ',,,,,,', row('b', 'x'), '"","","","","","",""', ',,,,,,', ' ', ',']),
    ),
    rows: [ab[0] as never, { line: 4, id: 'b', note: 'x' }],
  },
  {
    name: 'empty columns at the end of the header and the rows',
    bytes: utf8(lines([`${NAMES},,`, `${row('a')},,`, row('b', 'x'), `${row('c')},`])),
    rows: [...ab, { line: 4, id: 'c' }],
  },
  {
    name: 'empty columns at the end of rows alone',
    bytes: utf8(lines([NAMES, `${row('a')},,,`, `${row('b', 'x')},y`])),
    rows: [ab[0] as never, { line: 3, column: '', reason: /has 8 cells, the header 7/ }],
  },
  {
    name: 'rows with too few cells',
    bytes: utf8(lines([NAMES, 'a,ann,TEA-1,2,350,EUR', row('b', 'x')])),
    rows: [{ line: 2, column: '', reason: /has 6 cells, the header 7/ }, ab[1] as never],
  },
  {
    name: 'a note of 70 KB in quotes, with lines',
    bytes: utf8(lines([NAMES, row('a', `"${long}\n\n"`), row('b', 'x')])),
    rows: [
      {
        line: 2,
        column: '',
        reason: /longer than 65536 bytes: it ends on line 4. Is a double quote not closed/,
      },
      { line: 5, id: 'b', note: 'x' },
    ],
  },
  {
    name: 'a line of 70 KB',
    bytes: utf8(lines([NAMES, row('a', long), row('b', 'x')])),
    rows: [{ line: 2, column: '', reason: /^is longer than 65536 bytes$/ }, ab[1] as never],
  },
  {
    name: 'a quote in the middle of a cell',
    bytes: utf8(lines([NAMES, row('a', '5" pipe'), row('b', 'x')])),
    rows: [{ line: 2, column: '', reason: /RFC 4180/ }, ab[1] as never],
  },
  {
    name: 'a quote that is never closed',
    bytes: utf8(lines([NAMES, row('a', '"x'), row('b')])),
    refused: /Line 2 opens a double quote/,
  },
  {
    name: 'a quote in the header that is never closed',
    bytes: utf8(lines([`"${NAMES}`, row('a')])),
    refused: /Line 1 opens a double quote/,
  },
  {
    name: 'a note over several lines',
    bytes: utf8(lines([NAMES, row('a', '"1\r\n2\n"'), row('b', 'x')])),
    rows: [
      { line: 2, id: 'a', note: '1\r\n2\n' },
      { line: 5, id: 'b', note: 'x' },
    ],
  },
];
