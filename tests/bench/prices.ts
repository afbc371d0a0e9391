import type { PriceStyle } from '../../core/model/instrument.ts';
import { type Price, price } from '../../core/model/price.ts';
import { formatPriceAs, type PriceStyleName } from '../../core/model/price-named.ts';
import { readPrice } from '../../core/model/price-read.ts';
import { Random } from '../../core/random.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const count = 500_000;
const note: PriceStyle = { kind: 'thirtySeconds', digits: 3 };
const measured: readonly PriceStyleName[] = ['cme3', 'tt4', 'dash', 'plus', 'decimal'];

function somePrices(): readonly Price[] {
  const random = new Random(7);
  return Array.from({ length: count }, () => price(random.integer(100 * 256, 130 * 256) * 3_906_250));
}

/** Conversions a second each way over prices on the 1/256 grid, beside what the language gives for a decimal: `toFixed` and `Number`. */
export async function pricesBench(): Promise<readonly BenchRow[]> {
  const prices = somePrices();
  const rows: BenchRow[] = [];
  const texts = new Map(
    measured.map((name) => [name, prices.map((value) => formatPriceAs(value, note, name))] as const),
  );
  const plain = prices.map((value) => (value / 1e9).toFixed(9));
  let kept = 0;
  for (const name of measured) {
    const written = texts.get(name) ?? [];
    const [print = 0, read = 0, toFixed = 0, toNumber = 0] = await inTurns(3, [
      () => {
        for (const value of prices) kept += formatPriceAs(value, note, name).length;
      },
      () => {
        for (const text of written) kept += readPrice(text, note).price;
      },
      () => {
        for (const value of prices) kept += (value / 1e9).toFixed(9).length;
      },
      () => {
        for (const text of plain) kept += Number(text);
      },
    ]);
    const row = (what: string, took: number, peer: string, peerTook: number): BenchRow => ({
      name: what,
      value: count / took / 1_000,
      unit: 'million/s',
      peer,
      peerValue: count / peerTook / 1_000,
      ratio: peerTook / took,
      aim: '> 1 million/s',
    });
    rows.push(row(`print ${name}: ${written[0]}`, print, 'toFixed(9)', toFixed));
    rows.push(row(`read ${name}: ${written[0]}`, read, 'Number', toNumber));
  }
  if (!Number.isFinite(kept)) throw new Error('Nothing was converted.');
  return rows;
}
