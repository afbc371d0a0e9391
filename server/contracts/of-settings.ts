import type { Bus } from '../../core/bus.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import type { BookState } from '../../core/topics.ts';
import type { VenueContract } from '../../core/venue/contract.ts';
import { namesOf } from './report.ts';

export interface OwnMarket {
  readonly bus: Pick<Bus, 'read'>;
  /** What has a market. */
  readonly traded: readonly Instrument[];
}

/**
 * Contracts of the settings that are listed on the registry's day, and those that have a market though they are not. With the volume of the trade date where there is
 * a market. Each word of the text begins a word of one of a contract's names; a text that only another way of writing leads to finds its product.
 */
export function contractsOfSettings(
  text: string,
  registry: InstrumentRegistry,
  { bus, traded }: OwnMarket,
): readonly VenueContract[] {
  const markets = new Set(traded.map(({ id }) => id));
  const all = [...new Map([...registry.active(), ...traded].map((each) => [each.id, each])).values()];
  const words = wordsOf(text);
  const matching = all.filter((each) => {
    const names = wordsOf([...namesOf(each, registry)].join(' '));
    return words.every((word) => names.some((name) => name.startsWith(word)));
  });
  const root = matching.length > 0 ? undefined : registry.find(text)?.root;
  const found = root === undefined ? matching : all.filter((each) => each.root === root);
  return found.map((each): VenueContract => {
    const active = markets.has(each.id);
    return {
      id: each.id,
      instrument: each.id,
      name: each.id,
      about: each.name,
      tick: each.tick,
      tickValue: each.tickValue,
      active,
      ...(active ? { volume: bus.read<BookState>(`book.${each.id}`).sessionVolume } : {}),
    };
  });
}

const wordsOf = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');
