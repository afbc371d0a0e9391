/** A message that is none of what is expected: where in it, and what is wrong there. */
export class MalformedAlert extends Error {
  readonly where: string;

  constructor(where: string, message: string) {
    super(message);
    this.name = 'MalformedAlert';
    this.where = where;
  }
}

/** A message that is understood and may not be acted on: what is wrong and what to do. */
export class AlertRefused extends Error {}

/** The beginning of a text in quotes, fit to stand in a sentence. */
export const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
