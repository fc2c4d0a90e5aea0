import { StringDecoder } from 'node:string_decoder';

/** A listener for a stream's chunks that passes on the complete lines in them. */
export function linesOf(onLine: (line: string) => void): (chunk: Buffer | string) => void {
  const decoder = new StringDecoder();
  let rest = '';
  return (chunk) => {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}
