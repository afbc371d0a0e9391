import { z } from 'zod';
import { accountField, idField, maybe, moneyField, textField, wholeField } from './fields.ts';

export const positionRecord = z
  .looseObject({
    accountId: accountField,
    instrumentId: idField,
    netPosition: wholeField,
    sodNetPos: maybe(wholeField),
    openAvgPrice: maybe(textField),
    pnl: maybe(moneyField),
    realizedPnl: maybe(moneyField),
  })
  .transform(({ accountId, instrumentId, netPosition, sodNetPos, openAvgPrice, pnl, realizedPnl }) => ({
    accountId,
    instrumentId,
    netPosition,
    sodNetPos,
    openAvgPrice,
    pnl,
    realizedPnl,
  }));

export type PositionRecord = z.output<typeof positionRecord>;
