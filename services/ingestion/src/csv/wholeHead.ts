/** The same bytes, but the first buffer has at least `bytes` bytes, unless the file is shorter. */
export async function* withWholeHead(source: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const buffer of source) {
    if (!head) yield buffer;
    else if (head.length + buffer.length < bytes) head = Buffer.concat([head, buffer]);
    else {
      yield Buffer.concat([head, buffer]);
      head = undefined;
    }
  }
  if (head && head.length > 0) yield head;
}
