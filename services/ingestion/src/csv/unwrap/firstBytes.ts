/** The same bytes, but the first buffer has at least `bytes` bytes, unless the file is shorter. */
export async function* withFirstBytes(source: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let first: Buffer | undefined = Buffer.alloc(0);
  for await (const buffer of source) {
    if (!first) yield buffer;
    else if (first.length + buffer.length < bytes) first = Buffer.concat([first, buffer]);
    else {
      yield Buffer.concat([first, buffer]);
      first = undefined;
    }
  }
  if (first && first.length > 0) yield first;
}
