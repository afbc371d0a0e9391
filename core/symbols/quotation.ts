import type { Instrument } from '../model/instrument.ts';
import type { SymbolBook } from './book.ts';
import { readSymbol } from './translate.ts';

/** How prices of something are written and how far apart they are. */
export type Quotation = Pick<Instrument, 'tick' | 'priceStyle'>;

/**
 * The quotation of what a text names in any symbology, or of options by the letters of their series alone (`OZN`, `VY3`): options are quoted in
 * other fractions and ticks than their futures. Undefined for what no symbology knows.
 */
export function quotationOf(text: string, book: SymbolBook): Quotation | undefined {
  const [, letters, week] = /^([A-Z]{2,3})([1-5]?)$/.exec(text.trim().toUpperCase()) ?? [];
  const series = letters === undefined ? undefined : book.seriesEntry(letters, week !== '');
  if (series) return series.definition.options;
  const contract = readSymbol(text, book)?.contract;
  const product = contract && book.product(contract.root);
  return contract?.kind === 'future' ? product : product?.options;
}
