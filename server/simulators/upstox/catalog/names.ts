import type { Instrument } from '../../../../core/model/instrument.ts';
import type { InstrumentRegistry } from '../../../../core/model/registry.ts';
import { contractOf } from '../../../../core/symbols/instrument-contract.ts';
import { printSymbol } from '../../../../core/symbols/translate.ts';

function printed(instrument: Instrument, symbology: 'kite' | 'upstox', { symbols }: InstrumentRegistry): string {
  const symbol = printSymbol(contractOf(instrument), symbology, symbols);
  return 'text' in symbol ? symbol.text : instrument.id;
}

/** As lists of instruments say it: `NIFTY FUT 23 NOV 26`, `NIFTY 26000 CE 23 NOV 26`; an index by its own name, `Nifty 50`. */
export const listedName = (instrument: Instrument, registry: InstrumentRegistry): string =>
  printed(instrument, 'upstox', registry);

/** As orders and quotes say it, which is as others do: `NIFTY26NOVFUT`, `NIFTY26D0126000CE`; an index by its own name. */
export const quotedName = (instrument: Instrument, registry: InstrumentRegistry): string =>
  printed(instrument, instrument.calculated ? 'upstox' : 'kite', registry);
