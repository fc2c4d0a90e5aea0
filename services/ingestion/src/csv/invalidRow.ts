/** What is wrong with a row: the first column at fault, and in words everything that is. */
export class InvalidRowError extends Error {
  override readonly name = 'InvalidRowError';
  readonly column: string;

  constructor(column: string, message: string) {
    super(message);
    this.column = column;
  }
}
