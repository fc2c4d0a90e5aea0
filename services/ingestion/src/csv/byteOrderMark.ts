import { UnusableFileError } from './unusableFile.ts';

const UTF8 = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/**
 * The length in bytes of the UTF-8 byte order mark that a file begins with, or 0.
 *
 * @param head the file's first bytes: three, unless it has fewer.
 * @throws UnusableFileError when they are the mark of another encoding.
 */
export function byteOrderMark(head: Buffer): number {
  if (UTF16.some((mark) => head.subarray(0, mark.length).equals(mark))) {
    throw new UnusableFileError('The file is UTF-16. Save it as "CSV UTF-8" and send it again.');
  }
  return head.subarray(0, UTF8.length).equals(UTF8) ? UTF8.length : 0;
}
