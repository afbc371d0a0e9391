import { z } from 'zod';
import { ContractError } from '../codes.ts';
import { contractRow } from '../contracts.ts';
import { type Endpoint, endpoint, failed, succeeded } from './endpoint.ts';

const live = z.boolean().default(false);

/** Accounts and contracts. */
export const listingEndpoints: readonly Endpoint[] = [
  endpoint('Account/search', {
    body: z.object({ onlyActiveAccounts: z.boolean().default(false) }),
    payload: 'accounts',
    answer({ onlyActiveAccounts }, { accounts }) {
      const rows = accounts.all.map((each) => accounts.row(each));
      return succeeded({ accounts: rows.filter(({ canTrade }) => canTrade || !onlyActiveAccounts) });
    },
  }),
  endpoint('Contract/search', {
    body: z.object({ searchText: z.string().default(''), live }),
    payload: 'contracts',
    answer: ({ searchText }, { contracts }) =>
      succeeded({ contracts: contracts.search(searchText).map((each) => contractRow(each)) }),
  }),
  endpoint('Contract/searchById', {
    body: z.object({ contractId: z.string().default('') }),
    payload: 'contract',
    answer({ contractId }, { contracts }) {
      const found = contracts.find(contractId);
      if (found === undefined) return failed(ContractError.contractNotFound, { contract: null });
      return succeeded({ contract: contractRow(found) });
    },
  }),
  endpoint('Contract/available', {
    body: z.object({ live }),
    payload: 'contracts',
    answer: (_body, { contracts }) => succeeded({ contracts: contracts.active.map((each) => contractRow(each)) }),
  }),
];
