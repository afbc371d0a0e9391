import type { Instrument } from '../../core/model/instrument.ts';
import { moneyToDecimal } from '../../core/model/money.ts';
import { priceToDecimal } from '../../core/model/price.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import { byActivity, type ContractMonth, frontMonth } from '../../core/symbols/front-month.ts';
import { contractOf } from '../../core/symbols/instrument-contract.ts';
import { symbologyNames } from '../../core/symbols/symbology.ts';
import { printSymbol } from '../../core/symbols/translate.ts';
import type { VenueContract } from '../../core/venue/contract.ts';

/** A contract that the market at hand lists, for programs: tick and its value as exact decimals, days as `YYYY-MM-DD`, null for what is not told. */
export interface ContractReport {
  /** Of the settings; null where they do not have it. */
  readonly instrument: string | null;
  /** What the venue calls it, and the venue's own id. */
  readonly name: string;
  readonly id: string;
  readonly about: string;
  /** The front month of its product. */
  readonly front: boolean;
  /** The market takes orders in it. */
  readonly active: boolean;
  /** The console trades or watches it. */
  readonly traded: boolean;
  readonly tick: string;
  readonly tickValue: string;
  readonly lastTradeDate: string | null;
  /** The first day on which the next contract is the front one, by the rule of the settings. */
  readonly rollDate: string | null;
  readonly volume: number | null;
  readonly openInterest: number | null;
  /** By symbology: what others call it. */
  readonly aliases: Readonly<Record<string, string>>;
}

export interface ContractsReport {
  /** Which market lists them: `paper`, `projectx-simulator`. */
  readonly market: string;
  readonly search: string;
  /** The most active first. */
  readonly contracts: readonly ContractReport[];
}

/** A listed contract, its instrument where the settings have it, and its month where it has one. */
interface Listed extends VenueContract {
  readonly known: Instrument | undefined;
  readonly contract: ContractMonth;
}

const monthOf = (instrument: Instrument | undefined): ContractMonth => {
  const [year = 0, month = 0] = (instrument?.deliveryMonth ?? '').split('-').map(Number);
  return { year, month };
};

/** What a market lists as reports, the most active first, with the front month of each product marked. */
export function contractReports(
  contracts: readonly VenueContract[],
  registry: InstrumentRegistry,
  traded: ReadonlySet<string>,
): readonly ContractReport[] {
  const listed = contracts.map((each): Listed => {
    const known = each.instrument === undefined ? undefined : registry.find(each.instrument);
    return { ...each, known, contract: monthOf(known) };
  });
  const fronts = frontsOf(listed, registry);
  return listed
    .sort(
      (a, b) =>
        Number(b.active) - Number(a.active) ||
        (b.volume ?? 0) - (a.volume ?? 0) ||
        (b.openInterest ?? 0) - (a.openInterest ?? 0) ||
        Number(fronts.has(b)) - Number(fronts.has(a)) ||
        (a.known?.root ?? a.name).localeCompare(b.known?.root ?? b.name) ||
        byActivity(a, b),
    )
    .map((each) => reportOf(each, registry, fronts.has(each), traded));
}

/** Of each product that has months. */
function frontsOf(listed: readonly Listed[], registry: InstrumentRegistry): ReadonlySet<Listed> {
  const products = new Map<string, Listed[]>();
  for (const each of listed) {
    if (each.known?.deliveryMonth === undefined) continue;
    const { root } = each.known;
    products.set(root, [...(products.get(root) ?? []), each]);
  }
  const fronts = [...products].flatMap(([root, months]) => frontMonth(months, monthOf(registry.front(root))) ?? []);
  return new Set(fronts);
}

function reportOf(
  listed: Listed,
  registry: InstrumentRegistry,
  front: boolean,
  traded: ReadonlySet<string>,
): ContractReport {
  const { known, name, id, about, active, tick, tickValue, volume, openInterest } = listed;
  const dates = known && registry.datesOf(known);
  return {
    instrument: known?.id ?? null,
    name,
    id,
    about,
    front,
    active,
    traded: known !== undefined && traded.has(known.id),
    tick: priceToDecimal(tick),
    tickValue: moneyToDecimal(tickValue),
    lastTradeDate: listed.lastTradeDate ?? known?.expiry ?? dates?.expiry ?? null,
    rollDate: dates?.roll ?? null,
    volume: volume ?? null,
    openInterest: openInterest ?? null,
    aliases: known === undefined ? {} : aliasesOf(known, registry),
  };
}

/** Every name that a person may look for it by. */
export function namesOf(instrument: Instrument, registry: InstrumentRegistry): readonly string[] {
  const { id, root, name, exchange } = instrument;
  const aliases = registry.definitions.find((each) => each.root === root)?.aliases ?? [];
  return [id, root, name, exchange, ...aliases, ...Object.values(aliasesOf(instrument, registry))];
}

/** What each symbology that has a name for it calls a contract, an index or a share. */
function aliasesOf(instrument: Instrument, { symbols }: InstrumentRegistry): Record<string, string> {
  const contract = contractOf(instrument);
  return Object.fromEntries(
    symbologyNames.flatMap((name) => {
      const printed = printSymbol(contract, name, symbols);
      return 'text' in printed ? [[name, printed.text]] : [];
    }),
  );
}
