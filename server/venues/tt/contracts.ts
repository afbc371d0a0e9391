import type { VenueContract } from '../../../core/venue/contract.ts';
import type { TtInstruments } from './instruments.ts';
import type { InstrumentRecord, ProductRecord } from './parse/instrument.ts';

const most = 100;
const products = 5;

/** Contracts by part of a name: of a contract (`ZN Dec26`), or of products, by symbol before name. Those of the settings stand first, then by expiry. */
export async function searchContracts(
  instruments: TtInstruments,
  markets: readonly string[],
  text: string,
): Promise<readonly VenueContract[]> {
  const wanted = text.trim();
  if (wanted === '') return [];
  const [aliased, matching] = await Promise.all([
    /\d/.test(wanted) ? instruments.byAlias(wanted) : [],
    productsLike(instruments, markets, wanted.toLowerCase()),
  ]);
  const lists = await Promise.all(matching.map(({ id }) => instruments.ofProduct(id)));
  const records = new Map([...aliased, ...lists.flat()].map((record) => [record.id, record]));
  const names = new Map(matching.map(({ id, name }) => [id, name]));
  const contracts = await Promise.all([...records.values()].map((record) => contractOf(instruments, record, names)));
  return contracts.sort(byUse).slice(0, most);
}

async function productsLike(
  instruments: TtInstruments,
  markets: readonly string[],
  wanted: string,
): Promise<readonly ProductRecord[]> {
  const ids = [...(await instruments.markets())].filter(([, name]) => markets.includes(name)).map(([id]) => id);
  const all = (await Promise.all(ids.map((id) => instruments.products(id)))).flat();
  const root = wanted.split(' ')[0] ?? wanted;
  return all
    .map((product) => ({ product, rank: rankOf(product, wanted, root) }))
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank || a.product.symbol.localeCompare(b.product.symbol))
    .slice(0, products)
    .map(({ product }) => product);
}

function rankOf({ symbol, name }: ProductRecord, wanted: string, root: string): number {
  const own = symbol.toLowerCase();
  if (own === wanted) return 0;
  if (own === root) return 1;
  if (own.startsWith(wanted)) return 2;
  return name.toLowerCase().includes(wanted) ? 3 : 4;
}

async function contractOf(
  instruments: TtInstruments,
  record: InstrumentRecord,
  products: ReadonlyMap<string, string>,
): Promise<VenueContract> {
  const { name, known } = await instruments.of(record);
  return {
    id: record.id,
    ...(known === undefined ? {} : { instrument: known.id }),
    name: known === undefined ? name : record.alias,
    about: known?.name ?? products.get(record.productId ?? '') ?? record.name ?? record.alias,
    tick: record.tick,
    tickValue: record.tickValue,
    active: false,
    ...(record.lastTradeDate === undefined ? {} : { lastTradeDate: record.lastTradeDate }),
  };
}

function byUse(a: VenueContract, b: VenueContract): number {
  if ((a.instrument === undefined) !== (b.instrument === undefined)) return a.instrument === undefined ? 1 : -1;
  return (a.lastTradeDate ?? '9').localeCompare(b.lastTradeDate ?? '9') || a.name.localeCompare(b.name);
}
