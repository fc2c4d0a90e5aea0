import { type CorpusFile, lines, NAMES, row, utf8 } from './corpusFile.ts';

const priced = (...prices: string[]) =>
  utf8(
    lines([
      NAMES.replaceAll(',', ';'),
      ...prices.map((price, index) => `${'abcdef'[index]};ann;TEA-1;2;${price};EUR;`),
    ]),
  );
const prices = (...amounts: number[]) =>
  amounts.map((unitPrice, index) => ({ line: index + 2, id: 'abcdef'[index] as string, unitPrice }));
const dated = (...dates: string[]) =>
  utf8(
    lines([
      'orderId,userId,sku,quantity,unitPrice,currency,createdAt',
      ...dates.map((date, index) => `${'abcdef'[index]},ann,T,1,1,EUR,${date}`),
    ]),
  );
const dates = (...times: string[]) =>
  times.map((createdAt, index) => ({ line: index + 2, id: 'abcdef'[index] as string, createdAt }));
const line = (id: string, sku: string, quantity = '1', more = 'EUR,') =>
  `${id},ann,${sku},${quantity},5,${more}`;
const whole = /^is of an order whose row on line 3 is at fault/;

/** What cells contain, and orders of several lines. */
export const values: CorpusFile[] = [
  {
    name: 'prices with commas',
    bytes: priced('3,50', '0,05', '1.234,50'),
    delimiter: ';',
    rows: prices(350, 5, 123_450),
  },
  {
    name: 'prices with points',
    bytes: priced('3.50', '0.05', '1,234.50'),
    delimiter: ';',
    rows: prices(350, 5, 123_450),
  },
  {
    name: 'prices with commas of any length, which its importer says',
    bytes: priced('3,5', '4', '1 234,00', '1\u202f234,5', "1'234'567"),
    rules: { decimal: ',' },
    delimiter: ';',
    rows: [
      ...prices(350, 400, 123_400, 123_450),
      { line: 6, column: 'unitPrice', reason: /from 0 to 100000000/ },
    ],
  },
  {
    name: 'prices that are none in their currency',
    bytes: utf8(
      lines([
        NAMES,
        'a,ann,T,1,3.505,EUR,',
        'b,ann,T,1,3.50,JPY,',
        'c,ann,T,1,1.234,KWD,',
        'd,ann,T,1,3.500,EUR,',
        'e,ann,T,1,1.2.3,EUR,',
        'f,ann,T,1,-1,EUR,',
      ]),
    ),
    rules: { decimal: '.' },
    rows: [
      { line: 2, column: 'unitPrice', reason: /price in EUR, written as 1,234.50/ },
      { line: 3, column: 'unitPrice', reason: /price in JPY/ },
      { line: 4, id: 'c', unitPrice: 1_234 },
      { line: 5, id: 'd', unitPrice: 350 },
      { line: 6, column: 'unitPrice', reason: /EUR/ },
      { line: 7, column: 'unitPrice', reason: /EUR/ },
    ],
  },
  {
    name: 'whole prices, and one with decimals',
    bytes: priced('350', '3,50'),
    delimiter: ';',
    rows: [
      ...prices(350),
      { line: 3, column: 'unitPrice', reason: /whole number of minor units.*"decimal"/ },
    ],
  },
  {
    name: 'a price that may be thousands',
    bytes: priced('1,234'),
    delimiter: ';',
    rows: [{ line: 2, column: 'unitPrice', reason: /"decimal"/ }],
  },
  {
    name: 'ids that a spreadsheet has shortened',
    bytes: utf8(lines([NAMES, row('1.2E+15'), row('b').replace('TEA-1', '4E+12'), row('c')])),
    rows: [
      { line: 2, column: 'orderId', reason: /spreadsheet has shortened \(1.2E\+15\)/ },
      { line: 3, column: 'sku', reason: /spreadsheet has shortened/ },
      { line: 4, id: 'c' },
    ],
  },
  {
    name: 'leading zeros',
    bytes: utf8(lines([NAMES, row('007').replace('TEA-1', '0042')])),
    rows: [{ line: 2, id: '007', sku: '0042' }],
  },
  {
    name: 'German dates, in Berlin',
    bytes: dated('31.01.2026 13:00', '31.07.2026 13:00', ''),
    rules: { dateFormat: 'DD.MM.YYYY HH:mm', timeZone: 'Europe/Berlin' },
    rows: dates('2026-01-31T12:00:00.000Z', '2026-07-31T11:00:00.000Z', '2026-11-29T12:00:00.000000004Z'),
  },
  {
    name: 'American dates',
    bytes: dated('1/31/2026 1:05 PM', '1/31/2026 12:00 am'),
    rules: { dateFormat: 'M/D/YYYY h:mm A' },
    rows: dates('2026-01-31T13:05:00.000Z', '2026-01-31T00:00:00.000Z'),
  },
  {
    name: 'dates that are not, and hours that clocks skip or show twice',
    bytes: dated('2026-02-30 00:00', '2026-03-29 02:30', '2026-10-25 02:30', '2026-01-01'),
    rules: { dateFormat: 'YYYY-MM-DD HH:mm', timeZone: 'Europe/Berlin' },
    rows: [
      { line: 2, column: 'createdAt', reason: /exists, written as YYYY-MM-DD HH:mm/ },
      { line: 3, column: 'createdAt', reason: /exists/ },
      { line: 4, id: 'c', createdAt: '2026-10-25T00:30:00.000Z' },
      { line: 5, column: 'createdAt', reason: /exists/ },
    ],
  },
  {
    name: 'orders of several lines',
    bytes: utf8(
      lines([
        NAMES,
        line('a', 'T'),
        line('a', 'U'),
        line('a', 'V'),
        line('b', 'T'),
        line('c', 'T'),
        line('c', 'U'),
      ]),
    ),
    rows: [
      { line: 2, id: 'a', lines: ['T', 'U', 'V'] },
      { line: 5, id: 'b', lines: ['T'] },
      { line: 6, id: 'c', lines: ['T', 'U'] },
    ],
  },
  {
    name: 'orders whose customer and currency stand in the first row only, with empty rows between',
    bytes: utf8(lines([NAMES, line('a', 'T', '1', 'EUR,hello'), ',,,,,,', 'a,,U,2,7,,', '', 'a,,V,1,1,,'])),
    rows: [{ line: 2, id: 'a', lines: ['T', 'U', 'V'], note: 'hello' }],
  },
  {
    name: 'an order with a row twice',
    bytes: utf8(lines([NAMES, line('a', 'T'), line('a', 'U'), line('a', 'T')])),
    rows: [
      { line: 2, id: 'a', lines: ['T', 'U'] },
      { line: 4, id: 'a', lines: ['T', 'U'] },
    ],
  },
  {
    name: 'an order of which one row is at fault',
    bytes: utf8(lines([NAMES, line('a', 'T'), line('a', 'U', '0'), line('a', 'V'), line('b', 'T')])),
    rows: [
      { line: 2, column: 'orderId', reason: whole },
      { line: 3, column: 'quantity', reason: /whole number/ },
      { line: 4, column: 'orderId', reason: whole },
      { line: 5, id: 'b' },
    ],
  },
  {
    name: 'an order in two currencies',
    bytes: utf8(lines([NAMES, line('a', 'T'), line('a', 'V', '1', 'USD,'), line('a', 'U')])),
    rows: [
      { line: 2, column: 'orderId', reason: whole },
      { line: 3, column: 'currency', reason: /same in all rows of an order; line 2/ },
      { line: 4, column: 'orderId', reason: whole },
    ],
  },
  {
    name: 'two rows of one id and sku, and other content',
    bytes: utf8(lines([NAMES, line('a', 'T'), line('a', 'T', '2')])),
    rows: [
      { line: 2, id: 'a', quantity: 1 },
      { line: 3, id: 'a', quantity: 2 },
    ],
  },
  {
    name: 'an order of 26 lines, and one of 25',
    bytes: utf8(
      lines([
        NAMES,
        ...Array.from({ length: 26 }, (_, index) => line('a', `T${index}`)),
        ...Array.from({ length: 25 }, (_, index) => line('b', `T${index}`)),
      ]),
    ),
    rows: [
      ...Array.from({ length: 26 }, (_, index) => ({
        line: index + 2,
        column: 'orderId',
        reason: /26 lines.*at most 25/,
      })),
      { line: 28, id: 'b', lines: Array.from({ length: 25 }, (_, index) => `T${index}`) },
    ],
  },
];
