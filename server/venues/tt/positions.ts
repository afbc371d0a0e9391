import type { AccountId } from '../../../core/model/ids.ts';
import { money } from '../../../core/model/money.ts';
import { signedQuantity } from '../../../core/model/quantity.ts';
import type { VenuePosition } from '../../../core/venue/books.ts';
import type { TtAsk, TtHttp } from './http.ts';
import type { TtInstruments } from './instruments.ts';
import { pages } from './pages.ts';
import { type PositionRecord, positionRecord } from './parse/position.ts';

export interface PositionsOf {
  readonly positions: readonly VenuePosition[];
  /** Whether every record could be read: what is missing is flat. */
  readonly whole: boolean;
}

/** Positions of some accounts in one call, or of one in its own. */
export async function positionsOf(
  http: TtHttp,
  instruments: TtInstruments,
  accounts: readonly AccountId[],
  signal?: AbortSignal,
): Promise<PositionsOf> {
  const [only] = accounts;
  const ask: TtAsk =
    accounts.length === 1 && only !== undefined
      ? { service: 'ttmonitor', path: `position/${encodeURIComponent(only)}`, signal }
      : { service: 'ttmonitor', path: 'position', query: { accountIds: accounts.join(',') }, signal };
  const watched = new Set<string>(accounts);
  const { rows, whole } = await pages(http, ask, 'positions', positionRecord);
  const records = rows.filter(({ accountId }) => watched.has(accountId));
  const named = await instruments.byIds(records.map(({ instrumentId }) => instrumentId));
  const positions = records.map((record) =>
    positionOf(record, named.get(record.instrumentId)?.name ?? `TT ${record.instrumentId}`),
  );
  return { positions, whole };
}

/** TT's P&L is the whole of the day: what is open is what is not realized. */
function positionOf(record: PositionRecord, instrument: string): VenuePosition {
  const { accountId, netPosition, openAvgPrice, pnl, realizedPnl, sodNetPos } = record;
  return {
    account: accountId,
    instrument,
    quantity: signedQuantity(netPosition),
    ...(openAvgPrice === undefined ? {} : { average: openAvgPrice }),
    ...(realizedPnl === undefined ? {} : { realized: realizedPnl }),
    ...(pnl === undefined ? {} : { unrealized: money(pnl - (realizedPnl ?? 0)) }),
    ...(sodNetPos === undefined ? {} : { startOfDay: signedQuantity(sodNetPos) }),
  };
}
