/** What the daemon of X-Ray is sent before OTLP: `S` for sampled, `U` for not. */
const HEADER = /^\{[^\n]{1,100}\}\nT1[SU]/;

/** The OTLP request in a datagram to the daemon of X-Ray; undefined for one that has none, such as a segment of X-Ray's own. */
export function otlpIn(datagram: Buffer): Buffer | undefined {
  const text = datagram.toString('latin1');
  const [header] = HEADER.exec(text) ?? [];
  return header ? Buffer.from(text.slice(header.length), 'base64') : undefined;
}
