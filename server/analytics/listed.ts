import type { ContractDates } from '../../core/calendar/contract-dates.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import type { SymbolFacts } from './symbol-functions.ts';

/** An instrument with what the registry knows of it beside. */
export interface ListedInstrument extends Instrument {
  readonly aliases?: readonly string[];
  readonly dates?: ContractDates | undefined;
}

/** Everything that is listed on the registry's day. */
export function listedInstruments(registry: InstrumentRegistry): ListedInstrument[] {
  const aliases = new Map(registry.definitions.map((definition) => [definition.root, definition.aliases]));
  return registry.active().map((instrument) => ({
    ...instrument,
    aliases: aliases.get(instrument.root) ?? [],
    dates: registry.datesOf(instrument),
  }));
}

/** What SQL needs to translate symbols, as plain data for its process. */
export const symbolFacts = ({ symbols }: InstrumentRegistry): SymbolFacts => ({
  definitions: symbols.definitions,
  thisYear: symbols.thisYear,
});
