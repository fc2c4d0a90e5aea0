/**
 * An event as the text in which it came. It goes to a function's thread as it is: to copy an object from one thread to
 * another costs more than to parse its text.
 */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  static of(event: unknown): JsonText {
    return event instanceof JsonText ? event : new JsonText(JSON.stringify(event) ?? 'null');
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}
