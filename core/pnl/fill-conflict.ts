import type { Fill } from '../model/fill.ts';
import { differencesOf } from '../model/fill-content.ts';

/** An execution that was booked already and is now told with another content. It is not applied. */
export class FillConflict extends Error {
  readonly fill: Fill;
  readonly known: Fill;

  constructor(fill: Fill, known: Fill) {
    const fields = differencesOf(fill, known);
    const told = fields.map((field) => `${field} ${fill[field]}, before ${known[field]}`).join('; ');
    super(
      `Execution ${fill.executionId} was booked before with another content (${told}). Nothing was changed: a venue that means it sends a correction.`,
    );
    this.name = 'FillConflict';
    this.fill = fill;
    this.known = known;
  }
}
