// Generated from schemas/ by `pnpm generate`; do not edit.

/**
 * The visit that a click belongs to; opaque.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "sessionId".
 */
export type SessionId = string;
/**
 * The page, without query and fragment: they would make a counter of every visit.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "clickPath".
 */
export type ClickPath = string;
/**
 * What was done there, such as view or click.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "clickType".
 */
export type ClickType = string;
/**
 * When it happened, by the page's clock; by default when it arrives.
 */
export type Timestamp = string;
/**
 * Of a template of imports.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "templateName".
 */
export type TemplateName = string;
/**
 * What stands between cells.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "importDelimiter".
 */
export type ImportDelimiter = ',' | ';' | '\t' | '|';
/**
 * How characters are written. Without it: by the byte order mark, else UTF-8, else Windows-1252 when the bytes are not UTF-8; with `utf-8`, what is not UTF-8 is rejected.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "importEncoding".
 */
export type ImportEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
/**
 * Ignore columns that are not known; without it, they are a fault of the file.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "importIgnoreUnknown".
 */
export type ImportIgnoreUnknown = boolean;
/**
 * Prices are in units of the currency, with this decimal mark and any thousands separator. Without it, in minor units, unless all prices at the file's beginning have the same mark and as many digits behind it as their currency.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "importDecimal".
 */
export type ImportDecimal = '.' | ',';
/**
 * How `createdAt` is written, of YYYY, MM, M, DD, D, HH, H, hh, h, A, mm, ss, SSS and what stands between: `DD.MM.YYYY HH:mm`. Without it, RFC 3339.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "importDateFormat".
 */
export type ImportDateFormat = string;
/**
 * Of dates in `dateFormat`, an IANA name. Without it, UTC.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "importTimeZone".
 */
export type ImportTimeZone = string;
/**
 * ISO 4217 alphabetic code in circulation.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "currency".
 */
export type Currency =
  | 'AED'
  | 'AFN'
  | 'ALL'
  | 'AMD'
  | 'ANG'
  | 'AOA'
  | 'ARS'
  | 'AUD'
  | 'AWG'
  | 'AZN'
  | 'BAM'
  | 'BBD'
  | 'BDT'
  | 'BGN'
  | 'BHD'
  | 'BIF'
  | 'BMD'
  | 'BND'
  | 'BOB'
  | 'BRL'
  | 'BSD'
  | 'BTN'
  | 'BWP'
  | 'BYN'
  | 'BZD'
  | 'CAD'
  | 'CDF'
  | 'CHF'
  | 'CLP'
  | 'CNY'
  | 'COP'
  | 'CRC'
  | 'CUP'
  | 'CVE'
  | 'CZK'
  | 'DJF'
  | 'DKK'
  | 'DOP'
  | 'DZD'
  | 'EGP'
  | 'ERN'
  | 'ETB'
  | 'EUR'
  | 'FJD'
  | 'FKP'
  | 'GBP'
  | 'GEL'
  | 'GHS'
  | 'GIP'
  | 'GMD'
  | 'GNF'
  | 'GTQ'
  | 'GYD'
  | 'HKD'
  | 'HNL'
  | 'HTG'
  | 'HUF'
  | 'IDR'
  | 'ILS'
  | 'INR'
  | 'IQD'
  | 'IRR'
  | 'ISK'
  | 'JMD'
  | 'JOD'
  | 'JPY'
  | 'KES'
  | 'KGS'
  | 'KHR'
  | 'KMF'
  | 'KPW'
  | 'KRW'
  | 'KWD'
  | 'KYD'
  | 'KZT'
  | 'LAK'
  | 'LBP'
  | 'LKR'
  | 'LRD'
  | 'LSL'
  | 'LYD'
  | 'MAD'
  | 'MDL'
  | 'MGA'
  | 'MKD'
  | 'MMK'
  | 'MNT'
  | 'MOP'
  | 'MRU'
  | 'MUR'
  | 'MVR'
  | 'MWK'
  | 'MXN'
  | 'MYR'
  | 'MZN'
  | 'NAD'
  | 'NGN'
  | 'NIO'
  | 'NOK'
  | 'NPR'
  | 'NZD'
  | 'OMR'
  | 'PAB'
  | 'PEN'
  | 'PGK'
  | 'PHP'
  | 'PKR'
  | 'PLN'
  | 'PYG'
  | 'QAR'
  | 'RON'
  | 'RSD'
  | 'RUB'
  | 'RWF'
  | 'SAR'
  | 'SBD'
  | 'SCR'
  | 'SDG'
  | 'SEK'
  | 'SGD'
  | 'SHP'
  | 'SLE'
  | 'SOS'
  | 'SRD'
  | 'SSP'
  | 'STN'
  | 'SVC'
  | 'SYP'
  | 'SZL'
  | 'THB'
  | 'TJS'
  | 'TMT'
  | 'TND'
  | 'TOP'
  | 'TRY'
  | 'TTD'
  | 'TWD'
  | 'TZS'
  | 'UAH'
  | 'UGX'
  | 'USD'
  | 'UYU'
  | 'UZS'
  | 'VED'
  | 'VES'
  | 'VND'
  | 'VUV'
  | 'WST'
  | 'XAF'
  | 'XCD'
  | 'XCG'
  | 'XOF'
  | 'XPF'
  | 'YER'
  | 'ZAR'
  | 'ZMW'
  | 'ZWG';
/**
 * Not `.` or `..`, which no path can carry.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "sku".
 */
export type Sku = string;
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "quantity".
 */
export type Quantity = number;
/**
 * The price that the caller saw; the order is refused when it is not the catalogue's. With the scope `orders:price`, what the product costs in this order.
 */
export type MinorUnits = number;
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "note".
 */
export type Note = string;
/**
 * The payment provider's token of a means of payment, such as `pm_card_visa`; never the means itself.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "paymentMethod".
 */
export type PaymentMethod = string;
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "email".
 */
export type Email = string;
/**
 * A person's name: one line of text, not only white space.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "name".
 */
export type Name = string;
/**
 * What people read: one line of text, not only white space.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "productName".
 */
export type ProductName = string;
/**
 * An amount in the currency's minor unit (cents).
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "minorUnits".
 */
export type MinorUnits1 = number;
/**
 * What is given back, in minor units; all that was paid and not given back yet when it is left out.
 */
export type Amount = number;
/**
 * Who brings the parcel.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "carrier".
 */
export type Carrier = string;
/**
 * By which the carrier knows the parcel.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "trackingCode".
 */
export type TrackingCode = string;
/**
 * The caller's `sub`; opaque. Not one that a path means something else by.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "userId".
 */
export type UserId = string;
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "timestamp".
 */
export type Timestamp1 = string;
/**
 * The experiment's variant of a visitor, as the edge assigned it.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "experimentBucket".
 */
export type ExperimentBucket = 'A' | 'B';
/**
 * Not `.` or `..`, which no path can carry.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "orderId".
 */
export type OrderId = string;
/**
 * A sum of money, in the currency's minor unit (cents).
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "amount".
 */
export type Amount1 = number;
/**
 * Absent in messages of the first version.
 */
export type Timestamp2 = string;
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "orderStatus".
 */
export type OrderStatus =
  'PENDING' | 'RESERVED' | 'CONFIRMED' | 'SHIPPED' | 'DELIVERED' | 'RETURNED' | 'REJECTED' | 'CANCELLED';
/**
 * Each sku at most once.
 *
 * @minItems 1
 * @maxItems 25
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "orderLines".
 */
export type OrderLines = OrderLine[];
/**
 * Sum of quantity x unitPrice, in minor units.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "total".
 */
export type Total = number;
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "paymentStatus".
 */
export type PaymentStatus =
  'PENDING' | 'AUTHORIZED' | 'DECLINED' | 'CAPTURED' | 'VOIDED' | 'REFUNDED' | 'PARTIALLY_REFUNDED';
/**
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "userStatus".
 */
export type UserStatus = 'ONBOARDING' | 'ACTIVE' | 'EXPIRED' | 'FAILED';

export interface Schemas {
  AddClicks: AddClicks;
  ConfirmOnboarding: ConfirmOnboarding;
  CreateImport: CreateImport;
  CreateOrder: CreateOrder;
  CreateRefund: CreateRefund;
  CreateUser: CreateUser;
  PutImportTemplate: PutImportTemplate;
  PutInventory: PutInventory;
  PutProduct: PutProduct;
  ReturnOrder: ReturnOrder;
  ShipOrder: ShipOrder;
  StartOnboarding: StartOnboarding;
  UpdateUser: UpdateUser;
  Click: Click;
  ImportChunk: ImportChunk;
  MailRequested: MailRequested;
  PaymentCheck: PaymentCheck;
  ProviderEvent: ProviderEvent;
  ProviderSecret: ProviderSecret;
  S3Notification: S3Notification;
  SignupRequested: SignupRequested;
  OrderRow: OrderRow;
  ImportCompletedEvent: ImportCompletedEvent;
  ImportFailedEvent: ImportFailedEvent;
  OnboardingCompletedEvent: OnboardingCompletedEvent;
  OnboardingFailedEvent: OnboardingFailedEvent;
  OrderCancelledEvent: OrderCancelledEvent;
  OrderConfirmedEvent: OrderConfirmedEvent;
  OrderCreatedEvent: OrderCreatedEvent;
  OrderDeliveredEvent: OrderDeliveredEvent;
  OrderRejectedEvent: OrderRejectedEvent;
  OrderReservedEvent: OrderReservedEvent;
  OrderReturnedEvent: OrderReturnedEvent;
  OrderShippedEvent: OrderShippedEvent;
  PaymentAuthorizedEvent: PaymentAuthorizedEvent;
  PaymentCapturedEvent: PaymentCapturedEvent;
  PaymentDeclinedEvent: PaymentDeclinedEvent;
  PaymentRefundedEvent: PaymentRefundedEvent;
  PaymentVoidedEvent: PaymentVoidedEvent;
  UserActivatedEvent: UserActivatedEvent;
  UserCreatedEvent: UserCreatedEvent;
  UserErasedEvent: UserErasedEvent;
  UserSupersededEvent: UserSupersededEvent;
}
/**
 * Body of POST /clicks.
 */
export interface AddClicks {
  /**
   * @minItems 1
   * @maxItems 100
   */
  events: ClickEvent[];
}
export interface ClickEvent {
  sessionId: SessionId;
  path: ClickPath;
  type: ClickType;
  at?: Timestamp;
}
/**
 * Body of POST /onboarding/confirm.
 */
export interface ConfirmOnboarding {
  /**
   * From the welcome or the reminder e-mail. One that cannot be ours is as unknown as any other.
   */
  code: string;
}
/**
 * Body of POST /imports. What is not said about the file is found out from it. What `template` says of it counts unless the request says otherwise.
 */
export interface CreateImport {
  fileName: string;
  template?: TemplateName;
  delimiter?: ImportDelimiter;
  encoding?: ImportEncoding;
  mapping?: ImportMapping;
  ignoreUnknown?: ImportIgnoreUnknown;
  decimal?: ImportDecimal;
  dateFormat?: ImportDateFormat;
  timeZone?: ImportTimeZone;
  /**
   * The file is the rejects of this import, corrected in place: its rows are read as that import's were. Not needed as long as the file has the name with which it was downloaded.
   */
  rejectsOf?: string;
  /**
   * Begin the rejects with a byte order mark: some spreadsheets read their accents only then.
   */
  rejectsBom?: boolean;
  /**
   * Make no order: see first what the file would come to, then commit the import, or do not.
   */
  dryRun?: boolean;
  /**
   * Send the caller a mail when the import has ended, done or failed, with what came of it; a preview sends none. It goes to the confirmed address of the caller's account: a caller that has none, such as a machine, is refused.
   */
  notify?: boolean;
  /**
   * Make no order when something about the file is guessed: the import is a dry run then.
   */
  confirmGuesses?: boolean;
}
/**
 * By a name of the file's header: which column that is; null when it is to be ignored. Names are compared without case, accents, spaces and separators.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "importMapping".
 */
export interface ImportMapping {
  [k: string]:
    'orderId' | 'userId' | 'sku' | 'quantity' | 'unitPrice' | 'currency' | 'note' | 'createdAt' | null;
}
/**
 * Body of POST /orders.
 */
export interface CreateOrder {
  currency: Currency;
  /**
   * Each sku at most once.
   *
   * @minItems 1
   * @maxItems 25
   */
  lines: WantedLine[];
  note?: Note;
  /**
   * How the order is paid. Without it, it is on account.
   */
  payment?: {
    method: PaymentMethod;
  };
}
export interface WantedLine {
  sku: Sku;
  quantity: Quantity;
  unitPrice?: MinorUnits;
}
/**
 * Body of POST /orders/{orderId}/refunds.
 */
export interface CreateRefund {
  /**
   * In minor units; all that is left when absent.
   */
  amount?: number;
  /**
   * For what, in words. Nothing like the number of a card.
   */
  reason?: string;
}
/**
 * Body of POST /users and POST /signup.
 */
export interface CreateUser {
  email: Email;
  name: Name;
}
/**
 * Body of PUT /import-templates/{name}: how the caller's files of one kind are read. 16 KiB at most.
 */
export interface PutImportTemplate {
  delimiter?: ImportDelimiter;
  encoding?: ImportEncoding;
  mapping?: ImportMapping;
  ignoreUnknown?: ImportIgnoreUnknown;
  decimal?: ImportDecimal;
  dateFormat?: ImportDateFormat;
  timeZone?: ImportTimeZone;
}
/**
 * Body of PUT /inventory/{sku}.
 */
export interface PutInventory {
  available: number;
}
/**
 * Body of PUT /products/{sku}.
 */
export interface PutProduct {
  name: ProductName;
  prices: Prices;
  /**
   * Whether it can be ordered; it can when this is left out.
   */
  active?: boolean;
}
/**
 * What one unit costs, in minor units by currency.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "prices".
 */
export interface Prices {
  [k: string]: MinorUnits1;
}
/**
 * Body of POST /orders/{orderId}/return.
 */
export interface ReturnOrder {
  refund?: Amount;
}
/**
 * Body of POST /orders/{orderId}/ship.
 */
export interface ShipOrder {
  carrier: Carrier;
  trackingCode?: TrackingCode;
}
/**
 * Body of POST /onboarding/start.
 */
export interface StartOnboarding {
  userId: UserId;
}
/**
 * Body of PATCH /users/me.
 */
export interface UpdateUser {
  name: Name;
}
/**
 * Record of the clicks stream.
 */
export interface Click {
  sessionId: SessionId;
  path: ClickPath;
  type: ClickType;
  at: Timestamp1;
  bucket?: ExperimentBucket;
  /**
   * Where in which trace the click came in, as W3C Trace Context has it.
   */
  traceparent?: string;
  correlationId?: string;
}
/**
 * Message of the import-chunks queue: one part of a planned import file.
 */
export interface ImportChunk {
  importId: OrderId;
  /**
   * From 0.
   */
  index: number;
  /**
   * Byte offset in the object at which the first record starts.
   */
  start: number;
  /**
   * Byte offset behind the last record.
   */
  end: number;
  /**
   * Physical line of the file at `start`, from 1.
   */
  firstLine: number;
  /**
   * The header's columns, in order; `-` and a number where one is ignored.
   *
   * @minItems 1
   * @maxItems 100
   */
  columns: string[];
  object: ImportObject;
  correlationId: string;
  format?: ChunkFormat;
  /**
   * It is one record, which is too long to be read.
   */
  tooLong?: true;
  values?: ChunkValues;
  /**
   * It begins with rows of the order with whose rows the chunk before it ends.
   */
  continues?: true;
  /**
   * Make no order of it.
   */
  dryRun?: true;
}
/**
 * The object as it was planned.
 */
export interface ImportObject {
  key: string;
  /**
   * As the header ETag, in double quotes.
   */
  etag: string;
  versionId?: string;
}
/**
 * How its bytes are read, where that is not UTF-8 with commas, LF or CRLF.
 */
export interface ChunkFormat {
  encoding?: 'windows-1252';
  delimiter?: ',' | ';' | '\t' | '|';
  lineEnd?: 'cr';
}
/**
 * How cells are written, where that is not as the contract has it.
 */
export interface ChunkValues {
  decimal?: '.' | ',';
  dateFormat?: string;
  timeZone?: string;
}
/**
 * Message of the mails queue: a state of the onboarding workflow that waits until its mail is sent.
 */
export interface MailRequested {
  mail: 'SendWelcome' | 'SendReminder';
  /**
   * Who it is about: what the state hands on to the next one.
   */
  subject: {
    userId: UserId;
    attempt?: number;
    correlationId: string;
    traceparent?: string;
    tracestate?: string;
    [k: string]: unknown;
  };
  taskToken: string;
}
/**
 * Message of the payment-checks queue: a payment that the provider is to be asked about.
 */
export interface PaymentCheck {
  orderId: OrderId;
  correlationId: string;
  told?: PaymentTold;
}
/**
 * What a webhook told; nothing is asked when we know it. Absent where it was due to be looked at.
 */
export interface PaymentTold {
  intent: string;
  state?: 'open' | 'action' | 'held' | 'taken' | 'gone';
  refunded?: Amount1;
}
/**
 * Body of a webhook of the payment provider, as far as it is read; https://docs.stripe.com/api/events/object.
 */
export interface ProviderEvent {
  id: string;
  type: string;
  data: {
    object: ProviderObject;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
export interface ProviderObject {
  id: string;
  object: string;
  currency: string;
  status?: string | null;
  payment_intent?: string | null;
  amount_refunded?: Amount1;
  metadata?: {
    orderId?: OrderId;
    [k: string]: unknown;
  } | null;
  [k: string]: unknown;
}
/**
 * The stage's secret in Secrets Manager: what opens the payment provider's API, and what its webhooks are signed with (two while one is replaced).
 */
export interface ProviderSecret {
  apiKey: string;
  /**
   * @minItems 1
   * @maxItems 5
   */
  webhookSecrets: string[];
}
/**
 * Message that S3 sends to a queue about objects; https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html.
 */
export interface S3Notification {
  /**
   * @maxItems 1000
   */
  Records: S3NotificationRecord[];
  [k: string]: unknown;
}
export interface S3NotificationRecord {
  /**
   * E.g. ObjectCreated:Put.
   */
  eventName: string;
  s3: {
    bucket: {
      name: string;
      [k: string]: unknown;
    };
    object: {
      /**
       * URL-encoded, a space as `+`.
       */
      key: string;
      /**
       * Without the double quotes of the header ETag.
       */
      eTag: string;
      versionId?: string;
      /**
       * Differs for every write of one key.
       */
      sequencer: string;
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * Message of the signup queue: a POST /signup that was accepted.
 */
export interface SignupRequested {
  userId: UserId;
  email: Email;
  name: Name;
  correlationId: string;
  requestedAt?: Timestamp2;
  /**
   * The token proved that the address is the caller's.
   */
  proven?: boolean;
}
/**
 * One record of an import file; every cell is text.
 */
export interface OrderRow {
  orderId: OrderId;
  userId: UserId;
  sku: Sku;
  quantity: string;
  unitPrice: string;
  currency: Currency;
  note?: Note;
  /**
   * Empty or absent: the time of the import.
   */
  createdAt?: '' | Timestamp1;
}
/**
 * Every row of an import is accounted for. `notify` asked to be told by mail.
 */
export interface ImportCompletedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'import.completed.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: ImportCompletedData;
  [k: string]: unknown;
}
/**
 * Every row of an import is accounted for. `notify` asked to be told by mail.
 */
export interface ImportCompletedData {
  importId: OrderId;
  fileName: string;
  notify?: UserId;
  rows: ImportRows;
  [k: string]: unknown;
}
/**
 * read = created + duplicate + rejected.
 */
export interface ImportRows {
  read: number;
  created: number;
  duplicate: number;
  rejected: number;
  [k: string]: unknown;
}
/**
 * An import comes to nothing more; what it has created stays. Why, the import says: the reason may quote the file. `notify` asked to be told by mail.
 */
export interface ImportFailedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'import.failed.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: ImportFailedData;
  [k: string]: unknown;
}
/**
 * An import comes to nothing more; what it has created stays. Why, the import says: the reason may quote the file. `notify` asked to be told by mail.
 */
export interface ImportFailedData {
  importId: OrderId;
  fileName: string;
  notify?: UserId;
  [k: string]: unknown;
}
/**
 * The onboarding of a person ended with an active account.
 */
export interface OnboardingCompletedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'onboarding.completed.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: OnboardingCompletedData;
  [k: string]: unknown;
}
/**
 * The onboarding of a person ended with an active account.
 */
export interface OnboardingCompletedData {
  userId: UserId;
  status: 'ACTIVE';
  [k: string]: unknown;
}
/**
 * The onboarding of a person ended without an active account; what it had made is undone.
 */
export interface OnboardingFailedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'onboarding.failed.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: OnboardingFailedData;
  [k: string]: unknown;
}
/**
 * The onboarding of a person ended without an active account; what it had made is undone.
 */
export interface OnboardingFailedData {
  userId: UserId;
  status: 'EXPIRED' | 'FAILED';
  [k: string]: unknown;
}
/**
 * An order was cancelled by its owner; a reservation was returned if it had one.
 */
export interface OrderCancelledEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'order.cancelled.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: OrderCancelledData;
  [k: string]: unknown;
}
/**
 * An order was cancelled by its owner; a reservation was returned if it had one.
 */
export interface OrderCancelledData {
  orderId: OrderId;
  userId: UserId;
  status: OrderStatus;
  currency: Currency;
  lines: OrderLines;
  total: Total;
  note?: Note;
  createdAt: Timestamp1;
  previousStatus: 'PENDING' | 'RESERVED' | 'CONFIRMED';
  bucket?: ExperimentBucket;
  [k: string]: unknown;
}
/**
 * One product of an order.
 *
 * This interface was referenced by `Schemas`'s JSON-Schema
 * via the `definition` "orderLine".
 */
export interface OrderLine {
  sku: Sku;
  quantity: Quantity;
  unitPrice: MinorUnits1;
}
/**
 * Stock for all lines of an order was reserved.
 */
export interface OrderConfirmedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'order.confirmed.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: OrderConfirmedData;
  [k: string]: unknown;
}
/**
 * Stock for all lines of an order was reserved.
 */
export interface OrderConfirmedData {
  orderId: OrderId;
  userId: UserId;
  status: OrderStatus;
  currency: Currency;
  lines: OrderLines;
  total: Total;
  note?: Note;
  createdAt: Timestamp1;
  bucket?: ExperimentBucket;
  [k: string]: unknown;
}
/**
 * An order was accepted and waits for stock.
 */
export interface OrderCreatedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'order.created.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: OrderCreatedData;
  [k: string]: unknown;
}
/**
 * An order was accepted and waits for stock.
 */
export interface OrderCreatedData {
  orderId: OrderId;
  userId: UserId;
  status: OrderStatus;
  currency: Currency;
  lines: OrderLines;
  total: Total;
  note?: Note;
  createdAt: Timestamp1;
  /**
   * How the order is paid; without it, it is on account.
   */
  payment?: {
    method: PaymentMethod;
    [k: string]: unknown;
  };
  bucket?: ExperimentBucket;
  [k: string]: unknown;
}
/**
 * An order arrived.
 */
export interface OrderDeliveredEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'order.delivered.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: OrderDeliveredData;
  [k: string]: unknown;
}
/**
 * An order arrived.
 */
export interface OrderDeliveredData {
  orderId: OrderId;
  userId: UserId;
  status: OrderStatus;
  currency: Currency;
  lines: OrderLines;
  total: Total;
  createdAt: Timestamp1;
  bucket?: ExperimentBucket;
  [k: string]: unknown;
}
/**
 * An order could not be fulfilled.
 */
export interface OrderRejectedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'order.rejected.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: OrderRejectedData;
  [k: string]: unknown;
}
/**
 * An order could not be fulfilled.
 */
export interface OrderRejectedData {
  orderId: OrderId;
  userId: UserId;
  status: OrderStatus;
  currency: Currency;
  lines: OrderLines;
  total: Total;
  note?: Note;
  createdAt: Timestamp1;
  reason: 'OUT_OF_STOCK' | 'PAYMENT_DECLINED' | 'PAYMENT_EXPIRED';
  bucket?: ExperimentBucket;
  [k: string]: unknown;
}
/**
 * Stock for all lines of an order was reserved: its payment is to be authorised.
 */
export interface OrderReservedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'order.reserved.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: OrderReservedData;
  [k: string]: unknown;
}
/**
 * Stock for all lines of an order was reserved: its payment is to be authorised.
 */
export interface OrderReservedData {
  orderId: OrderId;
  userId: UserId;
  currency: Currency;
  amount: Amount1;
  method: PaymentMethod;
  [k: string]: unknown;
}
/**
 * An order came back, and its stock with it.
 */
export interface OrderReturnedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'order.returned.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: OrderReturnedData;
  [k: string]: unknown;
}
/**
 * An order came back, and its stock with it.
 */
export interface OrderReturnedData {
  orderId: OrderId;
  userId: UserId;
  status: OrderStatus;
  currency: Currency;
  lines: OrderLines;
  total: Total;
  createdAt: Timestamp1;
  bucket?: ExperimentBucket;
  refund?: Amount1;
  [k: string]: unknown;
}
/**
 * An order left the house: its payment is captured.
 */
export interface OrderShippedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'order.shipped.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: OrderShippedData;
  [k: string]: unknown;
}
/**
 * An order left the house: its payment is captured.
 */
export interface OrderShippedData {
  orderId: OrderId;
  userId: UserId;
  status: OrderStatus;
  currency: Currency;
  lines: OrderLines;
  total: Total;
  createdAt: Timestamp1;
  bucket?: ExperimentBucket;
  carrier: Carrier;
  trackingCode?: TrackingCode;
  [k: string]: unknown;
}
/**
 * The provider holds the money of an order.
 */
export interface PaymentAuthorizedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'payment.authorized.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: PaymentAuthorizedData;
  [k: string]: unknown;
}
/**
 * The provider holds the money of an order.
 */
export interface PaymentAuthorizedData {
  orderId: OrderId;
  currency: Currency;
  status: PaymentStatus;
  /**
   * Counts the changes of this payment, from 1: what is not newer is old news.
   */
  version: number;
  /**
   * What the order costs.
   */
  amount: number;
  /**
   * Captured so far.
   */
  captured: number;
  /**
   * Refunded so far.
   */
  refunded: number;
  [k: string]: unknown;
}
/**
 * The money of an order was taken.
 */
export interface PaymentCapturedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'payment.captured.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: PaymentCapturedData;
  [k: string]: unknown;
}
/**
 * The money of an order was taken.
 */
export interface PaymentCapturedData {
  orderId: OrderId;
  currency: Currency;
  status: PaymentStatus;
  /**
   * Counts the changes of this payment, from 1: what is not newer is old news.
   */
  version: number;
  /**
   * What the order costs.
   */
  amount: number;
  /**
   * Captured so far.
   */
  captured: number;
  /**
   * Refunded so far.
   */
  refunded: number;
  [k: string]: unknown;
}
/**
 * The money of an order cannot be had.
 */
export interface PaymentDeclinedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'payment.declined.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: PaymentDeclinedData;
  [k: string]: unknown;
}
/**
 * The money of an order cannot be had.
 */
export interface PaymentDeclinedData {
  orderId: OrderId;
  currency: Currency;
  status: PaymentStatus;
  /**
   * Counts the changes of this payment, from 1: what is not newer is old news.
   */
  version: number;
  /**
   * What the order costs.
   */
  amount: number;
  /**
   * Captured so far.
   */
  captured: number;
  /**
   * Refunded so far.
   */
  refunded: number;
  /**
   * Why, in the words of the provider's code, such as `card_declined`.
   */
  reason?: string;
  [k: string]: unknown;
}
/**
 * Money of an order was given back, all or a part.
 */
export interface PaymentRefundedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'payment.refunded.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: PaymentRefundedData;
  [k: string]: unknown;
}
/**
 * Money of an order was given back, all or a part.
 */
export interface PaymentRefundedData {
  orderId: OrderId;
  currency: Currency;
  status: PaymentStatus;
  /**
   * Counts the changes of this payment, from 1: what is not newer is old news.
   */
  version: number;
  /**
   * What the order costs.
   */
  amount: number;
  /**
   * Captured so far.
   */
  captured: number;
  /**
   * Refunded so far.
   */
  refunded: number;
  refundId: string;
  /**
   * Given back this time; `refunded` is the sum.
   */
  refund: number;
  [k: string]: unknown;
}
/**
 * The provider holds the money of an order no more, and took none.
 */
export interface PaymentVoidedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'payment.voided.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: PaymentVoidedData;
  [k: string]: unknown;
}
/**
 * The provider holds the money of an order no more, and took none.
 */
export interface PaymentVoidedData {
  orderId: OrderId;
  currency: Currency;
  status: PaymentStatus;
  /**
   * Counts the changes of this payment, from 1: what is not newer is old news.
   */
  version: number;
  /**
   * What the order costs.
   */
  amount: number;
  /**
   * Captured so far.
   */
  captured: number;
  /**
   * Refunded so far.
   */
  refunded: number;
  [k: string]: unknown;
}
/**
 * A person confirmed the e-mail address.
 */
export interface UserActivatedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'user.activated.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: UserActivatedData;
  [k: string]: unknown;
}
/**
 * A person confirmed the e-mail address.
 */
export interface UserActivatedData {
  userId: UserId;
  status: UserStatus;
  createdAt: Timestamp1;
  [k: string]: unknown;
}
/**
 * A person signed up; onboarding starts.
 */
export interface UserCreatedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'user.created.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: UserCreatedData;
  [k: string]: unknown;
}
/**
 * A person signed up; onboarding starts.
 */
export interface UserCreatedData {
  userId: UserId;
  email: Email;
  name: Name;
  status: UserStatus;
  createdAt: Timestamp1;
  [k: string]: unknown;
}
/**
 * A person asked to be erased: whoever keeps data under this user id deletes them, or makes them nobody's.
 */
export interface UserErasedEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'user.erased.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: UserErasedData;
  [k: string]: unknown;
}
/**
 * A person asked to be erased: whoever keeps data under this user id deletes them, or makes them nobody's.
 */
export interface UserErasedData {
  userId: UserId;
  erasedAt: Timestamp1;
  [k: string]: unknown;
}
/**
 * A pending account lost its e-mail address to the person whose token proves that it is theirs: its onboarding ends.
 */
export interface UserSupersededEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: 'user.superseded.v1';
  subject?: string;
  time: Timestamp1;
  datacontenttype?: 'application/json';
  correlationid?: string;
  /**
   * CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.
   */
  traceparent?: string;
  /**
   * Of the same extension; only where a caller sent one.
   */
  tracestate?: string;
  data: UserSupersededData;
  [k: string]: unknown;
}
/**
 * A pending account lost its e-mail address to the person whose token proves that it is theirs: its onboarding ends.
 */
export interface UserSupersededData {
  userId: UserId;
  /**
   * Which sign-up of the person it was, from 1.
   */
  attempt: number;
  status: UserStatus;
  [k: string]: unknown;
}

/** Every published event by its CloudEvents type. */
export interface Events {
  'import.completed.v1': ImportCompletedEvent;
  'import.failed.v1': ImportFailedEvent;
  'onboarding.completed.v1': OnboardingCompletedEvent;
  'onboarding.failed.v1': OnboardingFailedEvent;
  'order.cancelled.v1': OrderCancelledEvent;
  'order.confirmed.v1': OrderConfirmedEvent;
  'order.created.v1': OrderCreatedEvent;
  'order.delivered.v1': OrderDeliveredEvent;
  'order.rejected.v1': OrderRejectedEvent;
  'order.reserved.v1': OrderReservedEvent;
  'order.returned.v1': OrderReturnedEvent;
  'order.shipped.v1': OrderShippedEvent;
  'payment.authorized.v1': PaymentAuthorizedEvent;
  'payment.captured.v1': PaymentCapturedEvent;
  'payment.declined.v1': PaymentDeclinedEvent;
  'payment.refunded.v1': PaymentRefundedEvent;
  'payment.voided.v1': PaymentVoidedEvent;
  'user.activated.v1': UserActivatedEvent;
  'user.created.v1': UserCreatedEvent;
  'user.erased.v1': UserErasedEvent;
  'user.superseded.v1': UserSupersededEvent;
}
