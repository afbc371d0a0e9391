import { z } from 'zod';
import { SearchError } from '../codes.ts';
import type { GatewayOrder } from '../orders/order.ts';
import { endpoint, failed, succeeded } from './endpoint.ts';
import { openInstantField } from './fields.ts';

const usualPage = 50;
const largestPage = 1_000;

const schema = z.object({
  filter: z.object({
    accountId: z.int(),
    statuses: z.array(z.int().min(0).max(8)).nullish(),
    contractId: z.string().nullish(),
    createdAfter: openInstantField,
    createdBefore: openInstantField,
  }),
  pageSize: z.int().min(1).max(largestPage).nullish(),
  pageOffset: z.int().min(0).nullish(),
  sortBy: z.union([z.literal(0), z.literal(1)]).nullish(),
  sortDirection: z.union([z.literal(0), z.literal(1)]).nullish(),
  includeTotalCount: z.boolean().nullish(),
});

const byId = (a: GatewayOrder, b: GatewayOrder): number => a.identity.id - b.identity.id;
const byCreation = (a: GatewayOrder, b: GatewayOrder): number => a.tsCreated - b.tsCreated || byId(a, b);

/** The one call that answers bad input with a problem and not with an envelope. */
export const queryEndpoint = endpoint('Order/v2/query', {
  body: schema,
  payload: 'orders',
  answer({ filter, pageSize, pageOffset, sortBy, sortDirection, includeTotalCount }, { accounts, orders }) {
    const account = accounts.find(filter.accountId);
    if (account === undefined) return failed(SearchError.accountNotFound, { orders: null, totalCount: null });
    const { statuses, contractId, createdAfter, createdBefore } = filter;
    const found = orders
      .of(account)
      .filter(({ status }) => !statuses?.length || statuses.includes(status))
      .filter(({ identity }) => !contractId || identity.contract.id === contractId)
      .filter(({ tsCreated }) => createdAfter === undefined || tsCreated >= createdAfter)
      .filter(({ tsCreated }) => createdBefore === undefined || tsCreated <= createdBefore)
      .toSorted(sortBy === 1 ? byId : byCreation);
    if (sortDirection === 1) found.reverse();
    const from = pageOffset ?? 0;
    return succeeded({
      orders: found.slice(from, from + (pageSize ?? usualPage)).map((each) => each.row()),
      totalCount: includeTotalCount ? found.length : null,
    });
  },
});
