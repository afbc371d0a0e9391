import { expect, it } from 'vitest';
import { Play, type Written } from './play.ts';

export interface Case {
  readonly name: string;
  readonly notebook: Record<string, Written>;
  readonly play: (session: Play) => void;
  /** Starts, interruptions and shown frames of the last step. */
  readonly ran?: readonly string[];
  readonly faces?: Record<string, string>;
}

export const chain = { a: { reads: ['s'] }, b: { reads: ['a'] }, c: { reads: ['b'] } };

export const settle = (session: Play, values: Record<string, string>): void => {
  for (const [id, hash] of Object.entries(values)) session.answer(id, hash);
  session.took();
};

export function playAll(cases: readonly Case[]): void {
  it.each(cases)('$name', ({ notebook, play, ran, faces }) => {
    const session = new Play(notebook);
    play(session);
    if (ran) expect(session.ran()).toEqual(ran);
    if (faces) expect(session.faces()).toEqual(faces);
  });
}
