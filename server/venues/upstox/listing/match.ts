import type { Instrument } from '../../../../core/model/instrument.ts';
import type { VenueInstruments } from '../../port.ts';
import type { ListedRecord } from './record.ts';

/** Which exchange of the settings a segment is. */
const exchanges: Readonly<Record<string, string>> = {
  NSE_EQ: 'NSE',
  NSE_INDEX: 'NSE',
  NSE_FO: 'NFO',
  BSE_EQ: 'BSE',
  BSE_INDEX: 'BSE',
  BSE_FO: 'BFO',
};

/** The instrument of the settings that is listed here; undefined for one that they do not have, or have on another exchange. */
export function instrumentOf(
  record: ListedRecord,
  instruments: Pick<VenueInstruments, 'dated' | 'named'>,
): Instrument | undefined {
  const exchange = exchanges[record.segment];
  if (exchange === undefined) return undefined;
  const found = lookUp(record, instruments);
  return found?.exchange === exchange ? found : undefined;
}

function lookUp(
  { type, key, symbol, root, expiry, strike }: ListedRecord,
  { dated, named }: Pick<VenueInstruments, 'dated' | 'named'>,
): Instrument | undefined {
  if (type === 'INDEX') return named(key.slice(key.indexOf('|') + 1));
  if (type === 'FUT') return expiry && dated({ root, expiry });
  if (type === 'CE' || type === 'PE') {
    const right = type === 'CE' ? 'call' : 'put';
    return expiry && strike ? dated({ root, expiry, option: { strike, right } }) : undefined;
  }
  const share = expiry === undefined ? named(symbol) : undefined;
  return share?.calculated || share?.expiry !== undefined ? undefined : share;
}
