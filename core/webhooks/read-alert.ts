import { type Instant, instant, MILLISECOND, SECOND } from '../model/time.ts';
import type { Alert } from './alert.ts';
import { type AlertField, type FieldMap, Fields, isObject, type JsonObject } from './fields.ts';
import { MalformedAlert, quoted } from './malformed.ts';
import { contractCount, fieldText, priceText } from './number-text.ts';
import type { Signal } from './signal.ts';
import { readTitle } from './title.ts';

export const payloads = ['order', 'tradingview', 'embed'] as const;
export type Payload = (typeof payloads)[number];

const names = (map: Readonly<Partial<Record<AlertField, string>>>): FieldMap =>
  Object.fromEntries(Object.entries(map).map(([field, at]) => [field, { at }]));

/** Where each payload has its fields, unless settings say otherwise. Of an embed names are those of its fields. */
const usualFields: Readonly<Record<Payload, FieldMap>> = {
  order: names({
    action: 'action',
    symbol: 'symbol',
    quantity: 'quantity',
    price: 'price',
    stopLoss: 'stop_loss',
    takeProfit: 'take_profit',
    takeProfit2: 'take_profit_2',
    id: 'id',
    time: 'time',
  }),
  tradingview: names({
    action: 'action',
    symbol: 'ticker',
    quantity: 'contracts',
    price: 'price',
    stopLoss: 'stop_loss',
    takeProfit: 'take_profit',
    takeProfit2: 'take_profit_2',
    position: 'position',
    id: 'id',
    time: 'time',
  }),
  embed: names({
    action: '/embeds/0/title',
    symbol: 'Symbol',
    quantity: 'Quantity',
    price: 'Entry',
    stopLoss: 'Stop',
    takeProfit: 'Target 1',
    takeProfit2: 'Target 2',
    id: 'Id',
    time: '/embeds/0/timestamp',
  }),
};

const MOST_TARGETS = 2;
const LONGEST_ID = 200;
const LONGEST_SYMBOL = 60;

/** What a message says. Throws `MalformedAlert` with the place and what is wrong there. */
export function readAlert(payload: Payload, body: unknown, more: FieldMap = {}): Alert {
  if (!isObject(body)) throw new MalformedAlert('', 'A JSON object is expected.');
  const named = payload === 'embed' ? embedFields(body) : body;
  const fields = new Fields(body, named, { ...usualFields[payload], ...more });
  const { signal, symbol = textOf(fields, 'symbol') } =
    payload === 'embed' ? titled(fields) : { signal: signalOf(fields) };
  if (symbol === undefined && signal.kind !== 'session_close') {
    throw fields.missing('symbol', 'say what it is about, as MNQ, MNQ1! or MNQZ6');
  }
  if (symbol !== undefined && symbol.length > LONGEST_SYMBOL) {
    throw new MalformedAlert(fields.where('symbol'), `${quoted(symbol)} is too long for a symbol.`);
  }
  const quantity = contractCount(fields.get('quantity'), fields.where('quantity'));
  const price = priceText(fields.get('price'), fields.where('price'));
  const stopLoss = priceText(fields.get('stopLoss'), fields.where('stopLoss'));
  const targets = (['takeProfit', 'takeProfit2'] as const).flatMap(
    (field) => priceText(fields.get(field), fields.where(field)) ?? [],
  );
  const id = textOf(fields, 'id');
  if (id !== undefined && id.length > LONGEST_ID) {
    throw new MalformedAlert(
      fields.where('id'),
      `An id has ${LONGEST_ID} characters at the most; this has ${id.length}.`,
    );
  }
  const time = timeOf(fields.get('time'), fields.where('time'));
  return {
    signal,
    ...(symbol === undefined ? {} : { symbol }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { price }),
    ...(stopLoss === undefined ? {} : { stopLoss }),
    targets: targets.slice(0, MOST_TARGETS),
    ...(id === undefined ? {} : { id }),
    ...(time === undefined ? {} : { time }),
  };
}

const textOf = (fields: Fields, field: AlertField): string | undefined =>
  fieldText(fields.get(field), fields.where(field));

function titled(fields: Fields): { signal: Signal; symbol?: string } {
  const title = fieldText(fields.needed('action', 'an embed says its signal there'), fields.where('action'));
  return readTitle(title ?? '', fields.where('action'));
}

/** The fields of the first embed by name; of two of one name the first counts. */
function embedFields(body: JsonObject): JsonObject {
  const [embed] = Array.isArray(body.embeds) ? body.embeds : [];
  if (!isObject(embed)) throw new MalformedAlert('/embeds/0', 'There is no embed; a list of one is expected.');
  const listed: unknown[] = Array.isArray(embed.fields) ? embed.fields : [];
  const named = listed.flatMap((field): [string, unknown][] =>
    isObject(field) && typeof field.name === 'string' ? [[field.name.replace(/[*_:]+/g, '').trim(), field.value]] : [],
  );
  return Object.fromEntries(named.reverse());
}

const actions: Readonly<Record<string, Signal>> = {
  buy: { kind: 'open', direction: 'long' },
  long: { kind: 'open', direction: 'long' },
  sell: { kind: 'open', direction: 'short' },
  short: { kind: 'open', direction: 'short' },
  close: { kind: 'close' },
  flatten: { kind: 'flatten' },
};

/** What the order of a TradingView strategy does depends on the position after it: it opens, it takes some off, or nothing is left. */
function signalOf(fields: Fields): Signal {
  const where = fields.where('action');
  const action = fieldText(fields.needed('action', 'it is BUY, LONG, SELL, SHORT, CLOSE or FLATTEN'), where) ?? '';
  const word = action.toLowerCase();
  const signal = Object.hasOwn(actions, word) ? actions[word] : undefined;
  if (signal === undefined) {
    throw new MalformedAlert(where, `${quoted(action)} is no action; BUY, LONG, SELL, SHORT, CLOSE and FLATTEN are.`);
  }
  const position = textOf(fields, 'position')?.toLowerCase();
  if (position === undefined || signal.kind !== 'open') return signal;
  if (position === 'flat') return { kind: 'close' };
  if (position !== 'long' && position !== 'short') {
    throw new MalformedAlert(fields.where('position'), `${quoted(position)} is no position; long, short and flat are.`);
  }
  return position === signal.direction ? signal : { kind: 'reduce', direction: position };
}

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** An instant of a text in ISO 8601 with a zone, or of seconds or milliseconds since 1970. Throws `MalformedAlert`. */
export function timeOf(value: unknown, where: string): Instant | undefined {
  const text = fieldText(value, where);
  if (text === undefined) return undefined;
  const count = /^\d{9,13}(?:\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(text);
  const milliseconds = isIso ? Date.parse(text) : count < EARLIEST ? count * (SECOND / MILLISECOND) : count;
  if (milliseconds >= EARLIEST && milliseconds < LATEST) return instant(Math.round(milliseconds * MILLISECOND));
  throw new MalformedAlert(where, `${quoted(text)} is no time; 2026-11-20T15:30:00Z is, or seconds since 1970.`);
}
