import type { Instrument, SessionName } from '../model/instrument.ts';

/** Whose trade dates the days of a desk are: of the exchanges of India where all that it trades is listed there, else CME's. */
export const deskSession = (instruments: readonly Pick<Instrument, 'session'>[]): SessionName =>
  instruments.length > 0 && instruments.every(({ session }) => session === 'nse') ? 'nse' : 'cme';
