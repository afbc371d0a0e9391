import { isOnTick, type Price } from '../../../../core/model/price.ts';
import type { Side } from '../../../../core/model/quantity.ts';
import { badInput } from '../errors.ts';
import type { Listed, Listing } from '../listing.ts';
import { priceOf } from '../numbers.ts';

export const varieties = ['regular', 'amo', 'co', 'iceberg', 'auction'] as const;
export type Variety = (typeof varieties)[number];
export type KiteOrderType = 'MARKET' | 'LIMIT' | 'SL' | 'SL-M';
export type KiteProduct = 'CNC' | 'NRML' | 'MIS';
export type Validity = 'DAY' | 'IOC' | 'TTL';

/** What can be changed of an order. */
export interface KiteTerms {
  readonly orderType: KiteOrderType;
  readonly validity: Validity;
  /** Minutes, of `TTL`. */
  readonly ttl: number;
  readonly quantity: number;
  readonly disclosed: number;
  readonly price: Price;
  readonly trigger: Price;
  /** Percent; none for 0, as it sees fit for -1. */
  readonly protection: number;
}

/** An order as it is sent. */
export interface Asked extends KiteTerms {
  readonly variety: Variety;
  readonly listed: Listed;
  readonly side: Side;
  readonly product: KiteProduct;
  readonly tag: string | null;
  readonly slices: boolean;
  readonly legs: number;
  readonly legQuantity: number;
}

/** The fields of a form. */
export type Form = Readonly<Record<string, string>>;

const NONE = 0 as Price;

function text(form: Form, field: string): string {
  const value = form[field]?.trim() ?? '';
  if (value === '') throw badInput(`Missing or empty field \`${field}\``);
  return value;
}

function oneOf<T extends string>(form: Form, field: string, values: readonly T[], usual?: T): T {
  if (usual !== undefined && (form[field] ?? '') === '') return usual;
  const value = text(form, field);
  const found = values.find((each) => each === value);
  if (found === undefined) throw badInput(`Invalid \`${field}\`.`);
  return found;
}

function whole(form: Form, field: string, usual?: number): number {
  const value = form[field] ?? '';
  if (value === '' && usual !== undefined) return usual;
  const number = Number(text(form, field));
  if (!Number.isSafeInteger(number) || number < 0) throw badInput(`Invalid \`${field}\`.`);
  return number;
}

function price(form: Form, field: string, { instrument }: Listed): Price {
  if ((form[field] ?? '') === '' || Number(form[field]) === 0) return NONE;
  const value = priceOf(text(form, field));
  if (value === undefined || value < 0) throw badInput(`Invalid \`${field}\`.`);
  if (isOnTick(value, instrument.tick)) return value;
  const tick = (instrument.tick / 1_000_000_000).toFixed(2);
  throw badInput(
    `Tick size for this script is ${tick}. Kindly enter price in the multiple of tick size for this script.`,
  );
}

function protection(form: Form): number {
  const value = Number(form.market_protection ?? '0');
  if (Number.isFinite(value) && (value === -1 || (value >= 0 && value <= 100))) return value;
  throw badInput('Invalid `market_protection`. It is -1, or a percentage from 0 to 100.');
}

const orderTypes = ['MARKET', 'LIMIT', 'SL', 'SL-M'] as const;

/** The terms of a form; `before` is what a field that is left out keeps. Throws a `KiteError`. */
export function termsOf(form: Form, listed: Listed, before?: KiteTerms): KiteTerms {
  const orderType = oneOf(form, 'order_type', orderTypes, before?.orderType);
  const validity = oneOf(form, 'validity', ['DAY', 'IOC', 'TTL'], before?.validity ?? 'DAY');
  const has = (field: string) => (form[field] ?? '') !== '';
  const terms = {
    orderType,
    validity,
    ttl: validity === 'TTL' ? whole(form, 'validity_ttl', before?.ttl) : 0,
    quantity: whole(form, 'quantity', before?.quantity),
    disclosed: whole(form, 'disclosed_quantity', before?.disclosed ?? 0),
    price: has('price') || before === undefined ? price(form, 'price', listed) : before.price,
    trigger: has('trigger_price') || before === undefined ? price(form, 'trigger_price', listed) : before.trigger,
    protection: has('market_protection') ? protection(form) : (before?.protection ?? 0),
  };
  if (terms.quantity < 1) throw badInput('Invalid `quantity`.');
  if (terms.disclosed > terms.quantity) throw badInput('Disclosed quantity cannot be more than the quantity.');
  const isStop = orderType === 'SL' || orderType === 'SL-M';
  if ((orderType === 'LIMIT' || orderType === 'SL') && terms.price === NONE)
    throw badInput('Missing or empty field `price`');
  if (isStop && terms.trigger === NONE) throw badInput('Missing or empty field `trigger_price`');
  if (isStop && validity !== 'DAY') throw badInput(`Stoploss orders cannot have the validity ${validity}.`);
  if (validity === 'TTL' && (terms.ttl < 1 || terms.ttl > 375)) throw badInput('Invalid `validity_ttl`.');
  return {
    ...terms,
    price: orderType === 'LIMIT' || orderType === 'SL' ? terms.price : NONE,
    trigger: isStop ? terms.trigger : NONE,
  };
}

/** An order of a form. Throws a `KiteError`. */
export function askedOf(form: Form, variety: Variety, listing: Listing): Asked {
  const exchange = text(form, 'exchange');
  const listed = listing.byName(`${exchange}:${text(form, 'tradingsymbol')}`);
  if (listed === undefined || listed.instrument.calculated)
    throw badInput('The instrument you are placing an order for has either expired or does not exist.');
  const product = oneOf(form, 'product', ['CNC', 'NRML', 'MIS']);
  const isShare = listed.type === 'EQ';
  if (isShare ? product === 'NRML' : product === 'CNC')
    throw badInput(`Invalid \`product\`: ${product} is not for ${isShare ? 'shares' : 'futures and options'}.`);
  const tag = form.tag ?? '';
  if (!/^[A-Za-z0-9 ]{0,20}$/.test(tag)) throw badInput('Invalid `tag`. It is alphanumeric, of 20 characters at most.');
  const isIceberg = variety === 'iceberg';
  return {
    ...termsOf(form, listed),
    variety,
    listed,
    side: oneOf(form, 'transaction_type', ['BUY', 'SELL']) === 'BUY' ? 'buy' : 'sell',
    product,
    tag: tag === '' ? null : tag,
    slices: form.autoslice === 'true' || form.autoslice === '1',
    legs: isIceberg ? whole(form, 'iceberg_legs') : 0,
    legQuantity: isIceberg ? whole(form, 'iceberg_quantity') : 0,
  };
}
