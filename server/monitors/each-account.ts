import type { AccountId } from '../../core/model/ids.ts';

/** Does it for every account, whatever fails for one of them; rejects with what failed once all are done. */
export async function eachAccount(
  accounts: readonly AccountId[],
  work: (account: AccountId) => Promise<void>,
): Promise<void> {
  const done = await Promise.allSettled(accounts.map((account) => work(account)));
  const failed = done.flatMap((each, index) =>
    each.status === 'rejected' ? [{ account: accounts[index], reason: each.reason as unknown }] : [],
  );
  const [first] = failed;
  if (first === undefined) return;
  const sentence = first.reason instanceof Error ? first.reason.message : String(first.reason);
  const others = failed.length > 1 ? ` (and ${failed.length - 1} more accounts)` : '';
  throw new Error(`Account ${first.account}${others}: ${sentence}`, { cause: first.reason });
}
