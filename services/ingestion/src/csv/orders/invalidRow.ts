/** What is wrong with a row: the first column at fault, and a message that names all faults. */
export class InvalidRowError extends Error {
  override readonly name = 'InvalidRowError';
  readonly column: string;

  constructor(column: string, message: string) {
    super(message);
    this.column = column;
  }
}
