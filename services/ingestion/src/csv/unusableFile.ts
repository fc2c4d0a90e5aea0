/** A file that cannot be imported at all. The message is for the person who sent it: what is wrong, where, what to do. */
export class UnusableFileError extends Error {
  override readonly name = 'UnusableFileError';
}
