import path from 'node:path';
import { machineClock } from '../../core/clock.ts';
import type { Tracer } from '../../core/trace/port.ts';
import type { DeskInstruments } from '../desk/instruments.ts';
import type { Log } from '../desk/log.ts';
import type { ChosenVenue } from './chosen.ts';
import { venueInstruments } from './instruments.ts';
import type { RemoteVenue } from './port.ts';

export interface OpenVenueParts {
  readonly instruments: DeskInstruments;
  readonly tag: string;
  /** The data folder. */
  readonly folder: string;
  readonly tracer: Tracer;
  readonly log: Log;
}

/** The client of a chosen venue, not connected yet. */
export function openVenue(chosen: ChosenVenue, { instruments, tag, folder, tracer, log }: OpenVenueParts): RemoteVenue {
  const { name, environment, kind, of: settings, credentials } = chosen;
  return kind.open({
    name,
    environment,
    settings,
    credentials,
    instruments: venueInstruments(instruments, kind.symbology),
    tag,
    folder: path.join(folder, 'tokens'),
    clock: machineClock,
    random: Math.random,
    tracer,
    log,
  });
}

/** `projectx-live`: what a venue in an environment is called in the journal and on the page. */
export const venueKey = ({ name, environment }: Pick<ChosenVenue, 'name' | 'environment'>): string =>
  `${name}-${environment.toLowerCase()}`;
