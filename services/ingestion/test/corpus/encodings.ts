import { gzipSync } from 'node:zlib';
import {
  bytes,
  type CorpusFile,
  lines,
  NAMES,
  row,
  utf8,
  utf16be,
  utf16le,
  windows1252,
} from './corpusFile.ts';

const MARK = '\uFEFF';
const semicolons = NAMES.replaceAll(',', ';');
const tabs = NAMES.replaceAll(',', '\t');
const two = lines([NAMES, row('a', 'Café'), row('b', '5 €')]);
const ofTwo = [
  { line: 2, id: 'a', note: 'Café' },
  { line: 3, id: 'b', note: '5 €' },
];

/** How programs encode characters, and how files arrive. */
export const encodings: CorpusFile[] = [
  { name: 'UTF-8', bytes: utf8(two), rows: ofTwo },
  {
    name: 'Excel, "CSV UTF-8": a mark and CRLF',
    bytes: utf8(MARK + two.replaceAll('\n', '\r\n')),
    rows: ofTwo,
  },
  { name: 'two marks, of two programs', bytes: utf8(MARK + MARK + two), rows: ofTwo },
  { name: 'a mark before a quoted header', bytes: utf8(`${MARK}"orderId"${two.slice(7)}`), rows: ofTwo },
  {
    name: 'Excel in Western Europe, "CSV": Windows-1252, semicolons, CRLF',
    bytes: windows1252(lines([semicolons, row('a', 'Müller & Söhne', ';'), row('b', '5 €', ';')], '\r\n')),
    encoding: 'windows-1252',
    delimiter: ';',
    rows: [
      { line: 2, id: 'a', note: 'Müller & Söhne' },
      { line: 3, id: 'b', note: '5 €' },
    ],
  },
  {
    name: 'Excel, "Unicode Text": UTF-16 LE, tabs, CRLF',
    bytes: utf16le(MARK + lines([tabs, row('a', 'Ελλάδα 😀', '\t')], '\r\n')),
    encoding: 'utf-16le',
    delimiter: '\t',
    rows: [{ line: 2, id: 'a', note: 'Ελλάδα 😀' }],
  },
  { name: 'UTF-16 BE by its mark', bytes: utf16be(MARK + two), encoding: 'utf-16be', rows: ofTwo },
  {
    name: 'UTF-16 LE without a mark',
    bytes: utf16le(two),
    refused: /UTF-16 LE without.*6F 00 72 00.*utf-16le/,
  },
  {
    name: 'UTF-16 BE without a mark',
    bytes: utf16be(two),
    refused: /UTF-16 BE without.*00 6F 00 72.*utf-16be/,
  },
  {
    name: 'UTF-16 LE without a mark, which its importer names',
    bytes: utf16le(two),
    rules: { encoding: 'utf-16le' },
    encoding: 'utf-16le',
    rows: ofTwo,
  },
  {
    name: 'UTF-16 with half a character',
    bytes: utf16le(MARK + lines([NAMES, row('a', 'x\ud83dy'), row('b')])),
    encoding: 'utf-16le',
    rows: [
      { line: 2, column: 'note', reason: /FF/ },
      { line: 3, id: 'b' },
    ],
  },
  {
    name: 'UTF-16 that ends in the middle of a character',
    bytes: utf16le(MARK + lines([NAMES, row('a'), row('b', 'x')])).subarray(0, -1),
    encoding: 'utf-16le',
    rows: [
      { line: 2, id: 'a' },
      { line: 3, column: 'note', reason: /not UTF-8: FF/ },
    ],
  },
  { name: 'UTF-32 LE', bytes: bytes([0xff, 0xfe, 0, 0, 0x6f, 0, 0, 0]), refused: /UTF-32.*FF FE 00 00/ },
  {
    name: 'UTF-32 without a mark',
    bytes: bytes([0x6f, 0, 0, 0, 0x72, 0, 0, 0, 0x64, 0, 0, 0]),
    refused: /UTF-32/,
  },
  {
    name: 'a line that is not UTF-8 among lines that are',
    bytes: bytes(lines([NAMES, row('a', 'ä')]), row('b', ''), [0xe4, 0x20], '\n', lines([row('c', '€')])),
    rows: [
      { line: 2, id: 'a', note: 'ä' },
      { line: 3, column: 'note', reason: /not UTF-8: E4 20.*CSV UTF-8/ },
      { line: 4, id: 'c', note: '€' },
    ],
  },
  {
    name: 'Latin-1 that must be UTF-8',
    bytes: windows1252(lines([NAMES, row('a', 'é'), row('b')])),
    rules: { encoding: 'utf-8' },
    rows: [
      { line: 2, column: 'note', reason: /not UTF-8: E9/ },
      { line: 3, id: 'b' },
    ],
  },
  {
    name: 'more lines that are not UTF-8 than lines that are',
    bytes: bytes(lines([NAMES, row('a', 'ä')]), row('b'), [0xe4, 0x0a], row('c'), [0xfc, 0x0a]),
    refused: /mixes encodings: line 2 is UTF-8 \(bytes C3 A4\), line 3 is not \(bytes E4\).*windows-1252/,
  },
  {
    name: 'that mixture, whose importer says what it is',
    bytes: bytes(lines([NAMES, row('a', 'ä')]), row('b'), [0xe4, 0x0a], row('c'), [0xfc, 0x0a]),
    rules: { encoding: 'windows-1252' },
    encoding: 'windows-1252',
    rows: [
      { line: 2, id: 'a', note: 'Ã¤' },
      { line: 3, id: 'b', note: 'ä' },
      { line: 4, id: 'c', note: 'ü' },
    ],
  },
  {
    name: 'a byte that Windows-1252 has no character for',
    bytes: bytes(lines([NAMES]), row('a'), [0xe9, 0x0a], row('b'), [0x81, 0x0a]),
    encoding: 'windows-1252',
    rows: [
      { line: 2, id: 'a', note: 'é' },
      { line: 3, column: 'note', reason: /not Windows-1252: 81/ },
    ],
  },
  {
    name: 'a character that is cut off at the end of the file',
    bytes: utf8(lines([NAMES, row('a', 'ä'), row('b', 'ä')])).subarray(0, -2),
    rows: [
      { line: 2, id: 'a', note: 'ä' },
      { line: 3, column: 'note', reason: /not UTF-8: C3/ },
    ],
  },
  { name: 'gzip', bytes: gzipSync(two), rows: ofTwo },
  {
    name: 'gzip in two members',
    bytes: Buffer.concat([gzipSync(two.slice(0, 60)), gzipSync(two.slice(60))]),
    rows: ofTwo,
  },
  { name: 'UTF-16 in gzip', bytes: gzipSync(utf16le(MARK + two)), encoding: 'utf-16le', rows: ofTwo },
  { name: 'gzip in gzip', bytes: gzipSync(gzipSync(two)), refused: /gzip twice/ },
  {
    name: 'gzip that is cut off',
    bytes: gzipSync(two).subarray(0, -12),
    refused: /gzip file is damaged or cut off/,
  },
  {
    name: 'gzip that is damaged',
    bytes: Buffer.concat([gzipSync(two).subarray(0, 20), Buffer.alloc(30, 7)]),
    refused: /damaged/,
  },
  {
    name: 'a workbook, renamed',
    bytes: bytes('PK', [3, 4], 'xl/workbook.xml'),
    refused: /workbook.*50 4B 03 04/,
  },
  {
    name: 'an old workbook, renamed',
    bytes: bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
    refused: /workbook/,
  },
  { name: 'a PDF, renamed', bytes: bytes('%PDF-1.7\n'), refused: /PDF/ },
  { name: 'nothing', bytes: bytes(''), refused: /empty: it has no header/ },
  { name: 'a mark alone', bytes: utf8(MARK), refused: /empty: it has no header/ },
];
