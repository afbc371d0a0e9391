import type { SpotSettings, SpotSourceSettings } from '../../config/spots.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { SECOND } from '../../core/model/time.ts';
import { chooseSpot } from '../../core/spot/choose.ts';
import { freshnessOf } from '../../core/spot/freshness.ts';
import type { InstrumentSpot, SpotOffer } from '../../core/spot/state.ts';
import type { ReplayState } from '../../core/topics.ts';
import type { SourceTools, SpotSource } from './source.ts';
import { fileSource } from './sources/file.ts';
import { httpSource } from './sources/http.ts';
import { manualSource } from './sources/manual.ts';
import { marketSource } from './sources/market.ts';

/** One instrument and its sources, in order. */
export interface Followed {
  readonly instrument: Instrument;
  readonly sources: readonly { readonly source: SpotSource; readonly oldAfter: number }[];
  choice: string | undefined;
}

function make(settings: SpotSourceSettings, instrument: Instrument, tools: SourceTools): SpotSource {
  switch (settings.from) {
    case 'manual':
      return manualSource(settings, instrument, tools);
    case 'file':
      return fileSource(settings, instrument, tools);
    case 'http':
      return httpSource(settings, instrument, tools);
    case 'venue':
    case 'replay':
      return marketSource(settings, instrument, tools);
  }
}

/** The settings of an instrument: by contract, by root for its front month, or the usual ones as far as it has a market. */
function settingsOf(instrument: Instrument, isFront: boolean, settings: SpotSettings, hasMarket: boolean) {
  const own = settings.instruments[instrument.id] ?? (isFront ? settings.instruments[instrument.root] : undefined);
  return own ?? settings.usual.filter(({ from }) => hasMarket || (from !== 'venue' && from !== 'replay'));
}

/**
 * Makes the sources of an instrument. The market of the desk is one source with two names: while a recording is played it says `replay`, and a
 * source that is for replays alone is left out when none is.
 */
export function followed(
  instrument: Instrument,
  settings: SpotSettings,
  { isFront, tools }: { readonly isFront: boolean; readonly tools: SourceTools },
): Followed {
  const replaying = tools.bus.has('replay') && tools.bus.read<ReplayState | undefined>('replay') !== undefined;
  const made = new Map<string, Followed['sources'][number]>();
  for (const each of settingsOf(instrument, isFront, settings, tools.bus.has(`book.${instrument.id}`))) {
    if (each.from === 'replay' && !replaying) continue;
    const source = make(replaying && each.from === 'venue' ? { ...each, from: 'replay' } : each, instrument, tools);
    if (!made.has(source.name)) made.set(source.name, { source, oldAfter: each.oldAfterSeconds * SECOND });
  }
  return { instrument, sources: [...made.values()], choice: undefined };
}

function offerOf({ source, oldAfter }: Followed['sources'][number]): SpotOffer {
  const { spot, problem } = source.said();
  return {
    source: source.name,
    about: source.about,
    oldAfter,
    ...(spot ? { spot, ...freshnessOf(spot, source.clock.now(), oldAfter) } : { state: 'none' }),
    ...(problem === undefined ? {} : { problem }),
  };
}

export function instrumentSpot({ instrument, sources, choice }: Followed): InstrumentSpot {
  const offers = sources.map(offerOf);
  const known = offers.some(({ source }) => source === choice) ? choice : undefined;
  return {
    instrument: instrument.id,
    offers,
    ...(known === undefined ? {} : { choice: known }),
    ...chooseSpot(offers, known),
  };
}
