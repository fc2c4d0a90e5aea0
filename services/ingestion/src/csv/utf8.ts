import { isUtf8 } from 'node:buffer';

const LF = 0x0a;

/**
 * Checks that a stream of bytes is UTF-8 (RFC 3629), whatever the cuts between its buffers. It judges whole lines,
 * since no character contains an LF byte, and so keeps at most the line that has begun.
 */
export class Utf8Check {
  #begun: Buffer[] = [];

  /**
   * @returns how many lines lie between the first one unjudged so far and the first that is not UTF-8; undefined when
   *   all lines that end in this buffer are UTF-8.
   */
  push(buffer: Buffer): number | undefined {
    const first = buffer.indexOf(LF);
    if (first < 0) {
      this.#begun.push(buffer);
      return undefined;
    }
    const last = buffer.lastIndexOf(LF);
    const begun = Buffer.concat([...this.#begun, buffer.subarray(0, first + 1)]);
    this.#begun = [buffer.subarray(last + 1)];
    if (!isUtf8(begun)) return 0;
    const whole = buffer.subarray(first + 1, last + 1);
    return isUtf8(whole) ? undefined : 1 + firstInvalidLine(whole);
  }

  /** Whether the last line, which has no line end, is UTF-8. */
  end(): boolean {
    return isUtf8(Buffer.concat(this.#begun));
  }
}

function firstInvalidLine(lines: Buffer): number {
  let line = 0;
  for (let start = 0; start < lines.length; line++) {
    const end = lines.indexOf(LF, start) + 1;
    if (!isUtf8(lines.subarray(start, end))) break;
    start = end;
  }
  return line;
}
