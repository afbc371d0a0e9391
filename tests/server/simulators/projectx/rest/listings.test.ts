import { describe, expect, it } from 'vitest';
import { accounts, open, type Row } from '../opened.ts';

describe('accounts', () => {
  it('are listed with their balance, and only those that may trade where that is asked', async () => {
    const gateway = await open();
    const all = await gateway.rows('Account/search', { onlyActiveAccounts: false });
    expect(all.map(({ id, canTrade }) => [id, canTrade])).toEqual([
      [accounts.position, true],
      [accounts.autoOco, true],
      [accounts.follower, true],
      [accounts.closed, false],
    ]);
    expect(await gateway.rows('Account/search', { onlyActiveAccounts: true })).toEqual(all.slice(0, 3));
    expect(all[0]).toEqual({
      id: accounts.position,
      name: 'PRAC-V2-10001',
      balance: 50_000,
      canTrade: true,
      isVisible: true,
      simulated: true,
    });
  });
});

describe('contracts', () => {
  const found = async (searchText: string): Promise<readonly Row[]> =>
    (await open()).rows('Contract/search', { searchText, live: false });

  it('are found by part of a name, those with a market first, and never more than twenty', async () => {
    const [first, ...others] = await found('nq');
    expect(first).toEqual({
      id: 'CON.F.US.ENQ.Z26',
      name: 'NQZ6',
      description: 'E-mini Nasdaq-100: December 2026',
      tickSize: 0.25,
      tickValue: 5,
      activeContract: true,
      symbolId: 'F.US.ENQ',
    });
    expect(others.every(({ activeContract }) => activeContract === false)).toBe(true);
    expect((await found('')).length).toBe(20);
    expect(await found('no such thing')).toEqual([]);
  });

  it('are available where they have a market', async () => {
    const rows = await (await open()).rows('Contract/available', { live: false });
    expect(rows.map(({ id, tickSize, tickValue }) => [id, tickSize, tickValue])).toEqual([
      ['CON.F.US.EP.Z26', 0.25, 12.5],
      ['CON.F.US.ENQ.Z26', 0.25, 5],
      ['CON.F.US.CLE.Z26', 0.01, 10],
    ]);
  });

  it('that are not there have a code', async () => {
    const gateway = await open();
    for (const contractId of ['', 'ESZ6', 'CON.F.US.EP.F26', 'CON.F.US.XX.Z26']) {
      expect(await gateway.call('Contract/searchById', { contractId })).toEqual({
        contract: null,
        success: false,
        errorCode: 1,
        errorMessage: null,
      });
    }
  });
});
