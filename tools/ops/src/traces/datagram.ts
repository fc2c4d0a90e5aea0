/** Header before the OTLP data that is sent to the X-Ray daemon: `S` for sampled, `U` for not. */
const HEADER = /^\{[^\n]{1,100}\}\nT1[SU]/;

/** The OTLP request in a datagram to the X-Ray daemon; undefined for other data, such as an X-Ray segment. */
export function otlpIn(datagram: Buffer): Buffer | undefined {
  const text = datagram.toString('latin1');
  const [header] = HEADER.exec(text) ?? [];
  return header ? Buffer.from(text.slice(header.length), 'base64') : undefined;
}
