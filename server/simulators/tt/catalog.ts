import type { Instrument } from '../../../core/model/instrument.ts';
import { moneyToDecimal } from '../../../core/model/money.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import type { InstrumentRegistry } from '../../../core/model/registry.ts';
import { printSymbol } from '../../../core/symbols/translate.ts';
import { MARKET_ASE, MARKET_CME, PRODUCT_TYPE_FUTURE } from './codes.ts';
import { idOf } from './ids.ts';
import { Digits, double } from './json.ts';

export interface Listed {
  readonly id: string;
  readonly alias: string;
  readonly productId: string;
  readonly instrument: Instrument;
  readonly row: Readonly<Record<string, unknown>>;
}

interface Product {
  readonly id: string;
  readonly row: Readonly<Record<string, unknown>>;
}

export const markets = [
  { id: String(MARKET_CME), name: 'CME' },
  { id: '183', name: 'CME_Delayed' },
  { id: String(MARKET_ASE), name: 'ASE' },
] as const;

/** What TT lists: the products of the exchange that have contracts, and each contract by its 64-bit id and its alias (`ZN Dec26`). */
export class Catalog {
  readonly products: readonly Product[];
  readonly listed: readonly Listed[];
  readonly #byId: ReadonlyMap<string, Listed>;
  readonly #ids: ReadonlyMap<string, string>;

  constructor(registry: InstrumentRegistry, traded: readonly Instrument[]) {
    const futures = registry.definitions.filter(({ contracts, session }) => contracts && session === 'cme');
    this.products = futures.map(({ root, name }) => ({
      id: productOf(root),
      row: {
        familyId: idOf(`family ${root}`),
        id: productOf(root),
        name: `${name} Futures`,
        productTypeId: PRODUCT_TYPE_FUTURE,
        state: 4,
        symbol: root,
      },
    }));
    const contracts = new Map(
      [...futures.flatMap(({ root }) => registry.active(root)), ...traded].map((each) => [each.id, each]),
    );
    this.listed = [...contracts.values()].flatMap((instrument) => listing(registry, instrument) ?? []);
    this.#byId = new Map(this.listed.map((each) => [each.id, each]));
    this.#ids = new Map(this.listed.map((each) => [each.instrument.id, each.id]));
  }

  byId = (id: string): Listed | undefined => this.#byId.get(id);

  /** The 64-bit id of an instrument of ours. */
  idOf(instrument: string): string {
    return this.#ids.get(instrument) ?? idOf(`instrument ${instrument}`);
  }

  /** By our name, TT's alias or its id. */
  find(name: string): Instrument | undefined {
    const found = this.listed.find(({ id, alias, instrument }) => [id, alias, instrument.id].includes(name));
    return found?.instrument;
  }
}

const productOf = (root: string): string => idOf(`product ${root}`);

function listing(registry: InstrumentRegistry, instrument: Instrument): Listed | undefined {
  const [year, month] = (instrument.deliveryMonth ?? '').split('-').map(Number);
  if (year === undefined || month === undefined) return undefined;
  const printed = printSymbol({ kind: 'future', root: instrument.root, year, month }, 'tt', registry.symbols);
  if (!('text' in printed)) return undefined;
  const alias = printed.text;
  const id = idOf(`instrument ${alias}`);
  const { root, tick, tickValue, multiplier } = instrument;
  const day = (registry.datesOf(instrument)?.expiry ?? '').replaceAll('-', '');
  const term = alias.slice(root.length + 1);
  const row = {
    alias,
    displayFactor: double(1),
    displayType: instrument.priceStyle.kind === 'thirtySeconds' ? 17 : 0,
    expirationDate: new Digits(`${day}235959`),
    id,
    lastTradeDate: new Digits(day),
    marketDepth: 10,
    marketId: MARKET_CME,
    metadata: `{"cdd":"${year}${String(month).padStart(2, '0')}0000000"}`,
    name: instrument.id,
    pointValue: double(multiplier),
    productFamilyId: idOf(`family ${root}`),
    productId: productOf(root),
    productSymbol: root,
    productTypeId: PRODUCT_TYPE_FUTURE,
    roundLotQty: 1,
    securityExchange: 1,
    securityId: idOf(`security ${alias}`).slice(0, 8),
    seriesTermId: 4,
    term,
    tickSize: new Digits(decimalWithPoint(priceToDecimal(tick))),
    tickValue: new Digits(decimalWithPoint(moneyToDecimal(tickValue))),
  };
  return { id, alias, productId: productOf(root), instrument, row };
}

const decimalWithPoint = (text: string): string => (text.includes('.') ? text : `${text}.0`);
