import type { OrderRow } from '@orderflow/validation';

export type Column = keyof OrderRow;

export const REQUIRED_COLUMNS = [
  'orderId',
  'userId',
  'sku',
  'quantity',
  'unitPrice',
  'currency',
] as const satisfies Column[];
export const OPTIONAL_COLUMNS = ['note', 'createdAt'] as const satisfies Column[];
export const COLUMNS: readonly Column[] = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS];

/** The caller's rules for the columns of a file. */
export interface ColumnRules {
  /** From a name in the file's header to its column; null to ignore it. */
  mapping?: Record<string, Column | null> | undefined;
  /** Ignore unknown columns. */
  ignoreUnknown?: boolean | undefined;
}

/** How one name of the header was understood. */
export interface UnderstoodColumn {
  header: string;
  /** Absent when the column is ignored. */
  column?: Column;
  /** `name` is the column's own name, `alias` a guess. */
  by: 'name' | 'alias' | 'mapping' | 'ignored';
}

/** Names that shops, marketplaces and spreadsheets use, after {@link plainName}. */
const ALIASES: Record<Column, readonly string[]> = {
  orderId: words(
    'order|order no|order nr|order num|order number|order code|order ref|order reference|purchase order|po number|Bestellung|Bestell-ID|Bestellnr|Bestellnummer|Auftragsnummer|Auftragsnr|commande|numéro de commande|pedido|número de pedido|ordine|numero ordine|bestelnummer',
  ),
  userId: words(
    'user|customer|customer id|customer no|customer nr|customer number|client|client id|client number|account|account id|buyer|buyer id|Kunde|Kunden-ID|Kundennr|Kundennummer|Benutzer|Benutzer-ID|numéro client|id client|cliente|id cliente|klantnummer',
  ),
  sku: words(
    'item|item id|item no|item number|item code|item sku|line item sku|lineitem sku|product|product id|product code|product no|product number|product sku|variant sku|article|article no|article number|article code|part number|stock code|Artikel|Artikel-ID|Artikelnr|Artikelnummer|Produkt|Produktnummer|référence|code article|référence produit|artículo|código|referencia|articolo|codice articolo|artikelcode',
  ),
  quantity: words(
    'qty|quant|count|units|pieces|pcs|item quantity|order quantity|quantity ordered|qty ordered|line item quantity|lineitem quantity|Menge|Anzahl|Stück|Stückzahl|quantité|qté|cantidad|quantità|aantal',
  ),
  unitPrice: words(
    'price|unit cost|unit amount|price each|price per unit|item price|product price|line item price|lineitem price|Preis|Einzelpreis|Stückpreis|prix|prix unitaire|precio|precio unitario|prezzo|prezzo unitario|prijs|stukprijs',
  ),
  currency: words('currency code|currency iso|cur|ccy|Währung|Währungscode|devise|moneda|divisa|valuta|munt'),
  note: words(
    'notes|comment|comments|remark|remarks|order note|order notes|customer note|message|memo|Notiz|Bemerkung|Bemerkungen|Kommentar|Anmerkung|remarque|commentaire|nota|notas|observaciones|opmerking',
  ),
  createdAt: words(
    'created|created on|created date|creation date|date|date created|order date|ordered at|ordered on|date ordered|placed at|purchase date|timestamp|Datum|Bestelldatum|Auftragsdatum|Erstellt|Erstellt am|date de commande|fecha|fecha de pedido|data|data ordine|besteldatum',
  ),
};

function words(list: string): string[] {
  return list.split('|').map(plainName);
}

/** A name without what people write differently: case, accents, spaces, separators, invisible characters. */
function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#]/gu, '');
}

const BY_NAME = new Map(COLUMNS.map((column) => [plainName(column), column]));
const BY_ALIAS = new Map(
  COLUMNS.flatMap((column) => ALIASES[column].map((alias) => [alias, column] as const)),
);

/**
 * How the names of a header are understood: by the caller's mapping, else as the column's own name, else as an alias of
 * a column that no other name stands for. Any other name is undefined, or ignored if the rules say so.
 */
export function understand(
  names: readonly string[],
  rules: ColumnRules = {},
): (UnderstoodColumn | undefined)[] {
  const mapping = new Map(
    Object.entries(rules.mapping ?? {}).map(([name, column]) => [plainName(name) || name, column]),
  );
  const mapped = names.map((header): UnderstoodColumn | undefined => {
    const column = mapping.get(plainName(header) || header);
    if (column === undefined) return undefined;
    return column === null ? { header, by: 'ignored' } : { header, column, by: 'mapping' };
  });
  const named = names.map((header, index): UnderstoodColumn | undefined => {
    const column = BY_NAME.get(plainName(header));
    const free = column && !mapped.some((one) => one?.column === column);
    return mapped[index] ?? (free ? { header, column, by: 'name' } : undefined);
  });
  const taken = new Set(named.map((one) => one?.column));
  return names.map((header, index) => {
    const column = BY_ALIAS.get(plainName(header));
    const found =
      named[index] ?? (column && !taken.has(column) ? { header, column, by: 'alias' as const } : undefined);
    return found ?? (rules.ignoreUnknown ? { header, by: 'ignored' } : undefined);
  });
}
