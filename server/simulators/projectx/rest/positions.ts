import { z } from 'zod';
import { type Quantity, quantity } from '../../../../core/model/quantity.ts';
import { CloseError, PartialCloseError, SearchError } from '../codes.ts';
import type { Gateway } from '../gateway.ts';
import { type Endpoint, type Envelope, endpoint, failed, succeeded } from './endpoint.ts';
import { accountField, instantField, openInstantField } from './fields.ts';

type CloseCodes = Omit<typeof CloseError | typeof PartialCloseError, 'invalidCloseSize'>;

interface CloseBody {
  readonly accountId: number;
  readonly contractId: string;
}

/** Sends a market order that closes so many contracts, of as many as are held; `size` says how many, or that it cannot be. */
function close(
  { accountId, contractId }: CloseBody,
  { accounts, contracts, books, orders }: Gateway,
  codes: CloseCodes,
  size: (held: Quantity) => Quantity | { readonly invalid: number },
): Envelope {
  const account = accounts.find(accountId);
  if (account === undefined) return failed(codes.accountNotFound);
  const contract = contracts.find(contractId);
  if (contract === undefined) return failed(codes.contractNotFound);
  if (!contract.active) return failed(codes.contractNotActive);
  if (!accounts.canTrade(account)) return failed(codes.accountRejected);
  const held = books.held(account, contract);
  if (held === 0) return failed(codes.positionNotFound);
  const asked = size(quantity(Math.abs(held)));
  if (typeof asked === 'object') return failed(asked.invalid);
  const { refused } = orders.close(account, contract, held > 0 ? 'sell' : 'buy', asked);
  return refused ? failed(codes.orderRejected, {}, refused.message) : succeeded();
}

const closeSchema = z.object({ accountId: accountField, contractId: z.string().default('') });

/** Positions and executions. */
export const positionEndpoints: readonly Endpoint[] = [
  endpoint('Position/searchOpen', {
    body: z.object({ accountId: accountField }),
    payload: 'positions',
    answer({ accountId }, { accounts, books }) {
      const account = accounts.find(accountId);
      if (account === undefined) return failed(SearchError.accountNotFound, { positions: null });
      return succeeded({ positions: books.positions(account) });
    },
  }),
  endpoint('Position/closeContract', {
    body: closeSchema,
    unknownError: 7,
    answer: (body, gateway) => close(body, gateway, CloseError, (held) => held),
  }),
  endpoint('Position/partialCloseContract', {
    body: closeSchema.extend({ size: z.int().default(0) }),
    unknownError: 8,
    answer: (body, gateway) =>
      close(body, gateway, PartialCloseError, (held) =>
        body.size < 1 || body.size > held ? { invalid: PartialCloseError.invalidCloseSize } : quantity(body.size),
      ),
  }),
  endpoint('Trade/search', {
    body: z.object({ accountId: accountField, startTimestamp: instantField, endTimestamp: openInstantField }),
    payload: 'trades',
    answer({ accountId, startTimestamp, endTimestamp = Number.MAX_SAFE_INTEGER }, { accounts, books }) {
      const account = accounts.find(accountId);
      if (account === undefined) return failed(SearchError.accountNotFound, { trades: null });
      const found = books.trades(account).filter(({ ts }) => ts >= startTimestamp && ts <= endTimestamp);
      return succeeded({ trades: found.flatMap((each) => books.tradeRow(each) ?? []) });
    },
  }),
];
