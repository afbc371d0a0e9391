import type { AccountId } from '../../../core/model/ids.ts';
import { quantity } from '../../../core/model/quantity.ts';
import type { VenueFill } from '../../../core/venue/books.ts';
import { allFills } from './fill-pages.ts';
import type { TtAsk, TtHttp } from './http.ts';
import { page } from './pages.ts';
import { instantOf } from './parse/digits.ts';
import { type FillRecord, fillRecord } from './parse/fill.ts';
import type { TtReference } from './reference.ts';
import { withoutRepeats } from './repeated-fills.ts';

const ledger: Pick<TtAsk, 'service' | 'path'> = { service: 'ttledger', path: 'fills' };

export interface FillsSince {
  /** Of all accounts where it is left out. */
  readonly account?: AccountId;
  /** Nanoseconds of TT's clock. */
  readonly since: bigint;
  readonly now: bigint;
  readonly signal?: AbortSignal | undefined;
}

/** Executions at or after a nanosecond, oldest first, each once. */
export async function fillsSince(
  http: TtHttp,
  reference: TtReference,
  { account, since, now, signal }: FillsSince,
): Promise<readonly VenueFill[]> {
  const records = await allFills<FillRecord>({
    since,
    now,
    ask: async (from, until) => {
      const query = {
        accountId: account,
        minTimestamp: String(from),
        maxTimestamp: until === undefined ? undefined : String(until),
      };
      const { rows, unread } = await page(http, { ...ledger, query, signal }, 'fills', fillRecord);
      return { rows, count: rows.length + unread.length };
    },
  });
  if (records.length === 0) return [];
  const codes = await reference.codes();
  const markets = await reference.instruments.markets();
  const counted = withoutRepeats(records, { algoType: codes.algoType, market: (id) => markets.get(id) });
  const own = account === undefined ? counted : counted.filter(({ accountId }) => accountId === account);
  const named = await reference.instruments.byIds(own.map(({ instrumentId }) => instrumentId));
  return own.flatMap((record) => {
    const side = codes.side(record.side);
    const instrument = named.get(record.instrumentId)?.name ?? `TT ${record.instrumentId}`;
    if (side !== undefined) return [{ ...fillFrom(record), side, instrument }];
    http.tell(ledger, `side: ${JSON.stringify(record.side)} is neither buy nor sell`, `fill ${record.executionId}`);
    return [];
  });
}

const fillFrom = (record: FillRecord): Omit<VenueFill, 'side' | 'instrument'> => ({
  executionId: record.executionId,
  venueOrderId: record.orderId,
  account: record.accountId,
  quantity: quantity(record.quantity),
  price: record.price,
  ...(record.liquidity === undefined ? {} : { liquidity: record.liquidity }),
  tsEvent: instantOf(record.timeStamp),
});
