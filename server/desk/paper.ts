import type { Config } from '../../config/load.ts';
import type { Clock } from '../../core/clock.ts';
import type { SyntheticSettings } from '../../core/venue/paper/synthetic/settings.ts';
import { type PaperVenue, paperVenue } from '../../core/venue/paper/venue.ts';
import type { Journal } from '../journal/port.ts';
import type { DeskRecord } from './record.ts';

const STARTS = 'starts';

export const syntheticOf = (config: Config): SyntheticSettings =>
  Object.fromEntries(config.market.instruments.map(({ root, ...product }) => [root, product]));

/** Each start has a number of its own, so that no id of the venue or a strategy comes twice and the market does not repeat itself. */
export async function nextStart(journal: Journal): Promise<number> {
  const start = Number(journal.meta(STARTS) ?? '0') + 1;
  await journal.setMeta(STARTS, String(start));
  return start;
}

/** The paper venue, going on from the last trades of the record. */
export function paperOf(config: Config, clock: Clock, start: number, record: DeskRecord): PaperVenue {
  const venue = paperVenue({
    clock,
    instruments: record.instruments.traded,
    seed: `${config.seed}-${start}`,
    idPrefix: `P${start}`,
    synthetic: syntheticOf(config),
    levels: config.market.levels,
    calendars: config.calendars,
  });
  venue.seedFrom(record.recorder.lastTrades());
  return venue;
}
