import { z } from 'zod';
import type { Money } from '../../../../core/model/money.ts';
import type { SignedQuantity } from '../../../../core/model/quantity.ts';
import { decimalOf } from '../../parse/number.ts';
import { jsonInstrumentKey } from './order.ts';

const whole = z.int().transform((contracts) => contracts as SignedQuantity);
/** A figure that Upstox computed in doubles. */
const figure = z.number().transform((value) => Math.round(value * 1e6) as Money);

/** What is held of an instrument as one product; an instrument has as many rows as it has products. */
export const positionRecord = z
  .object({
    instrument_token: jsonInstrumentKey,
    product: z.string().nullish(),
    quantity: whole,
    average_price: z.number().nullish(),
    buy_price: z.number().nullish(),
    sell_price: z.number().nullish(),
    overnight_quantity: whole.nullish(),
    realised: figure.nullish(),
    unrealised: figure.nullish(),
  })
  .transform((row) => {
    const average = row.average_price || (row.quantity < 0 ? row.sell_price : row.buy_price);
    return {
      contractId: row.instrument_token,
      product: row.product ?? '',
      quantity: row.quantity,
      ...(average && row.quantity !== 0 ? { average: decimalOf(average) } : {}),
      ...(row.overnight_quantity == null ? {} : { startOfDay: row.overnight_quantity }),
      ...(row.realised == null ? {} : { realized: row.realised }),
      ...(row.unrealised == null ? {} : { unrealized: row.unrealised }),
    };
  });
export type PositionRecord = z.output<typeof positionRecord>;
