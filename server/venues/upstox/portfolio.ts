import { z } from 'zod';
import type { AccountId } from '../../../core/model/ids.ts';
import type { OrderRecord } from '../own-orders/record.ts';
import { readRecord, type TellMalformed } from '../parse/records.ts';
import { ofAccount } from './http.ts';
import { jsonOf } from './parse/envelope.ts';
import { orderRecord } from './parse/order.ts';
import { type PositionRecord, positionRecord } from './parse/position.ts';

export interface PortfolioOptions {
  /** Whose stream it is, once that is known. */
  readonly account: () => AccountId | undefined;
  readonly row: (row: OrderRecord) => void;
  readonly position: (record: PositionRecord, account: AccountId) => void;
  readonly told: () => void;
  readonly malformed: TellMalformed;
}

const WHERE = 'portfolio feed';
const update = z.looseObject({ update_type: z.string() });

/** What the portfolio stream says, a JSON text each: orders and positions; of what lies in a depot it says how much, which nobody asks for. */
export class Portfolio {
  readonly #options: PortfolioOptions;

  constructor(options: PortfolioOptions) {
    this.#options = options;
  }

  readonly take = (text: string): void => {
    const { account, row, position, told, malformed } = this.#options;
    const read = readRecord(update, jsonOf(text) ?? text, WHERE, malformed);
    const of = account();
    if (read !== undefined && of !== undefined) {
      if (read.update_type === 'order') {
        const order = readRecord(orderRecord, read, WHERE, malformed);
        if (order) row(ofAccount(order, of));
      } else if (read.update_type === 'position') {
        const record = readRecord(positionRecord, read, WHERE, malformed);
        if (record) position(record, of);
      }
    }
    told();
  };
}
