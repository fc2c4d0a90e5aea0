import { type CorpusFile, lines, NAMES, row, utf8, windows1252 } from './corpusFile.ts';

const a = { line: 2, id: 'a', sku: 'TEA-1', quantity: 2, unitPrice: 350 };
const headed = (header: string, delimiter = ',') => utf8(lines([header, row('a', '', delimiter)]));

/** The names of columns in headers. */
export const headers: CorpusFile[] = [
  { name: 'spaces around names', bytes: headed(NAMES.replaceAll(',', ' , ')), rows: [a] },
  { name: 'capitals', bytes: headed(NAMES.toUpperCase()), rows: [a] },
  { name: 'underscores', bytes: headed('order_id,user_id,sku,quantity,unit_price,currency,note'), rows: [a] },
  { name: 'words', bytes: headed('Order ID,User ID,SKU,Quantity,Unit Price,Currency,Note'), rows: [a] },
  {
    name: 'no-break and zero-width spaces in names',
    bytes: headed(NAMES.replace('userId', '\u00a0user\u200bId\u202f')),
    rows: [a],
  },
  {
    name: 'a shop that names the line item',
    bytes: headed('Order Number,Customer ID,Lineitem sku,Lineitem quantity,Lineitem price,Currency,Notes'),
    rows: [a],
  },
  {
    name: 'a marketplace',
    bytes: headed('purchase-order,buyer-id,product-code,quantity-ordered,item-price,currency-code,remarks'),
    rows: [a],
  },
  {
    name: 'German names',
    bytes: headed('Bestellnummer;Kundennummer;Artikelnr.;Menge;Einzelpreis;Währung;Bemerkung', ';'),
    delimiter: ';',
    rows: [a],
  },
  {
    name: 'German names in Windows-1252',
    bytes: windows1252(
      lines([
        'Bestellnummer;Kundennummer;Artikelnr.;Stückzahl;Stückpreis;Währung;Bemerkung',
        row('a', '', ';'),
      ]),
    ),
    encoding: 'windows-1252',
    delimiter: ';',
    rows: [a],
  },
  {
    name: 'French names',
    bytes: headed('Numéro de commande;Numéro client;Référence;Quantité;Prix unitaire;Devise;Remarque', ';'),
    delimiter: ';',
    rows: [a],
  },
  {
    name: 'names that are mapped',
    bytes: headed('Nr,Wer,Was,Wieviel,Cents,Geld,Dazu'),
    rules: {
      mapping: {
        nr: 'orderId',
        wer: 'userId',
        WAS: 'sku',
        Wieviel: 'quantity',
        'cents ': 'unitPrice',
        Geld: 'currency',
        Dazu: null,
      },
    },
    rows: [a],
  },
  {
    name: 'a mapping against what a name says',
    bytes: utf8(lines(['orderId,userId,note,quantity,unitPrice,currency,sku', row('a', 'x')])),
    rules: { mapping: { sku: 'note', note: 'sku' } },
    rows: [{ ...a, note: 'x' }],
  },
  {
    name: 'an unknown column',
    bytes: utf8(lines([`${NAMES},warehouse`, `${row('a')},1`])),
    refused: /Line 1 is not the header: it has the unknown column "warehouse".*"mapping".*"ignoreUnknown"/,
  },
  {
    name: 'an unknown column that is ignored',
    bytes: utf8(lines([`warehouse,${NAMES}`, `1,${row('a')}`, `x,${row('b')},`, row('c')])),
    rules: { ignoreUnknown: true },
    rows: [a, { line: 3, id: 'b' }, { line: 4, column: '', reason: /7 cells, the header 8/ }],
  },
  {
    name: 'two names for one column: its own is taken, the other is unknown',
    bytes: utf8(lines([`${NAMES},item`, `${row('a')},1`])),
    refused: /unknown column "item"/,
  },
  { name: 'a name twice', bytes: headed(NAMES.replace('note', 'sku')), refused: /column sku twice/ },
  { name: 'a column too few', bytes: headed(NAMES.replace('sku,', '')), refused: /lacks column sku/ },
  {
    name: 'an invisible sign in an unknown name',
    bytes: headed(NAMES.replace('note', 'x\u200by')),
    refused: /unknown column "x<U\+200B>y"/,
  },
  {
    name: 'no header',
    bytes: utf8(lines([row('a'), row('b')])),
    refused: /Line 1 is not the header: it lacks columns orderId/,
  },
  {
    name: 'a title above the header',
    bytes: utf8(lines(['Orders of May', NAMES, row('a')])),
    refused: /Line 1 is not the header/,
  },
];
