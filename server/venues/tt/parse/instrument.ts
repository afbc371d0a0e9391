import { z } from 'zod';
import { idField, maybe, moneyField, priceField, textField, wholeField } from './fields.ts';

export const instrumentRecord = z
  .looseObject({
    id: idField,
    alias: textField.min(1),
    name: maybe(textField),
    productSymbol: maybe(textField),
    productId: maybe(idField),
    marketId: maybe(wholeField),
    tickSize: priceField,
    tickValue: moneyField,
    lastTradeDate: maybe(textField),
    expirationDate: maybe(textField),
  })
  .transform(
    ({ id, alias, name, productSymbol, productId, marketId, tickSize, tickValue, lastTradeDate, expirationDate }) => ({
      id,
      alias,
      name,
      productSymbol,
      productId,
      marketId,
      tick: tickSize,
      tickValue,
      lastTradeDate: dateOf(lastTradeDate ?? expirationDate),
    }),
  );

export type InstrumentRecord = z.output<typeof instrumentRecord>;

/** `20250618`, with a time of day behind it or without. */
function dateOf(digits: string | undefined): string | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(?:\d{6})?$/.exec(digits ?? '');
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}

export const productRecord = z
  .looseObject({
    id: idField,
    symbol: maybe(textField),
    name: maybe(textField),
    productSymbol: maybe(textField),
    marketId: maybe(wholeField),
  })
  .transform(({ id, symbol, name, productSymbol, marketId }) => ({
    id,
    symbol: symbol ?? productSymbol ?? name ?? id,
    name: name ?? symbol ?? id,
    marketId,
  }));

export type ProductRecord = z.output<typeof productRecord>;

export const marketRecord = z
  .looseObject({ id: wholeField, name: textField })
  .transform(({ id, name }) => ({ id, name }));
