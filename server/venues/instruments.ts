import type { InstrumentRegistry } from '../../core/model/registry.ts';
import { contractOf, instrumentOf } from '../../core/symbols/instrument-contract.ts';
import { symbologyNamed } from '../../core/symbols/symbology.ts';
import { printSymbol, readSymbol } from '../../core/symbols/translate.ts';
import type { DeskInstruments } from '../desk/instruments.ts';
import type { VenueInstruments } from './port.ts';

/** The desk's instruments by a venue's names, through its symbology. Names are kept, since a stream says them all day. */
export function venueInstruments({ traded, registry }: DeskInstruments, symbology: string): VenueInstruments {
  const to = symbologyNamed(symbology);
  const named = new Map<string, ReturnType<InstrumentRegistry['find']>>();
  return {
    traded,
    nameOf(id) {
      const instrument = registry.find(id);
      const printed = instrument && printSymbol(contractOf(instrument), to, registry.symbols);
      return printed && 'text' in printed ? printed.text : undefined;
    },
    named(venueName) {
      if (named.has(venueName)) return named.get(venueName);
      const contract = readSymbol(venueName, registry.symbols, to)?.contract;
      const found = contract && instrumentOf(contract, registry);
      named.set(venueName, found);
      return found;
    },
    dated: (contract) => registry.dated(contract),
  };
}
