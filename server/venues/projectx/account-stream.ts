import type { VenueEvent } from '../../../core/venue/port.ts';
import type { OrderRecord, TradeRecord } from '../own-orders/record.ts';
import { readRecords, recordsOf, type TellMalformed } from '../parse/records.ts';
import { accountRecord } from './parse/account.ts';
import { orderRecord } from './parse/order.ts';
import { positionRecord } from './parse/position.ts';
import { tradeRecord } from './parse/trade.ts';
import { positionOf } from './positions.ts';

export interface AccountStreamOptions {
  readonly row: (row: OrderRecord) => void;
  readonly trade: (trade: TradeRecord) => void;
  readonly loggedOut: () => void;
  readonly nameOf: (contractId: string) => string;
  readonly emit: (event: VenueEvent) => void;
  readonly dispatch: () => void;
  readonly malformed: TellMalformed;
}

/** What the user hub says, by its words for it. */
export function accountTargets(options: AccountStreamOptions): Record<string, (payload: unknown) => void> {
  const { row, trade, loggedOut, nameOf, emit, dispatch, malformed } = options;
  const each =
    (take: (values: readonly unknown[]) => void) =>
    (payload: unknown): void => {
      take(recordsOf(payload));
      dispatch();
    };
  return {
    GatewayUserAccount: each((values) => {
      for (const account of readRecords(accountRecord, values, 'GatewayUserAccount', malformed))
        emit({ type: 'account', account });
    }),
    GatewayUserOrder: each((values) => readRecords(orderRecord, values, 'GatewayUserOrder', malformed).forEach(row)),
    GatewayUserTrade: each((values) => readRecords(tradeRecord, values, 'GatewayUserTrade', malformed).forEach(trade)),
    GatewayUserPosition: each((values) => {
      for (const record of readRecords(positionRecord, values, 'GatewayUserPosition', malformed))
        emit({ type: 'position', position: positionOf(record, nameOf) });
    }),
    GatewayLogout: loggedOut,
  };
}
