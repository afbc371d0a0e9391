import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKiteSimulator } from '../../../server/simulators/kite/simulator.ts';
import { createProjectxSimulator } from '../../../server/simulators/projectx/simulator.ts';
import { createTtSimulator } from '../../../server/simulators/tt/simulator.ts';
import { createUpstoxSimulator } from '../../../server/simulators/upstox/simulator.ts';
import { command, type Said } from '../resident.ts';
import { type CommandedVenue, openVenueConsole, type VenueConsole } from './venue-console.ts';

interface Case extends CommandedVenue {
  readonly account: string;
  readonly quantity: number;
  /** Why no order goes there. */
  readonly noOrders?: RegExp;
}

const cases: readonly Case[] = [
  {
    kind: 'projectx',
    root: 'MES',
    account: '10001',
    quantity: 2,
    simulate: createProjectxSimulator,
    settings: (rest) => ({ rest, userHub: `${rest}/hubs/user`, marketHub: `${rest}/hubs/market` }),
  },
  {
    kind: 'tt',
    root: 'ZN',
    account: '1001',
    quantity: 2,
    simulate: createTtSimulator,
    settings: (address) => ({
      address,
      path: 'ext_prod_sim',
      plan: 'high',
      fillsEverySeconds: 1,
      ordersEverySeconds: 1,
    }),
    noOrders: /TT/,
  },
  {
    kind: 'kite',
    root: 'INFY',
    account: 'SIM001',
    quantity: 10,
    simulate: createKiteSimulator,
    settings: (rest) => ({ rest, ticker: rest.replace('http', 'ws'), login: `${rest}/connect/login` }),
  },
  {
    kind: 'upstox',
    root: 'INFY',
    account: '7SIM01',
    quantity: 10,
    simulate: createUpstoxSimulator,
    settings: (rest) => ({
      rest,
      orders: rest,
      instruments: [`${rest}/market-quote/instruments/exchange/NSE.json.gz`],
    }),
  },
];

interface Order {
  readonly clientOrderId: string;
  readonly status: string;
  readonly type: string;
  readonly quantity: number;
  readonly filledQuantity: number;
  readonly exits: readonly { readonly role: string; readonly status: string }[];
}

describe.each(cases)('commands at $kind', ({ account, quantity, noOrders, ...venue }) => {
  let at: VenueConsole;
  beforeAll(async () => {
    at = await openVenueConsole(venue);
    if (noOrders) return;
    const quoted = async () =>
      expect((await json<{ last: number | null }[]>('quote', venue.root))[0]?.last).not.toBeNull();
    await vi.waitFor(quoted, { timeout: 60_000, interval: 20 });
  });
  afterAll(() => at.close());

  const run = (...args: string[]): Promise<Said> => command(at.place, args);
  const json = async <T>(...args: string[]): Promise<T> => {
    const { stdout, stderr } = await run(...args, '--json');
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as T;
  };
  const act = async (...args: string[]): Promise<readonly Order[]> =>
    (await json<{ orders: readonly Order[] }>(...args, '--account', account, '--yes', '--wait', '20')).orders;
  /** A price so far from the market, on the grid. */
  const near = async (share: number): Promise<string> => {
    const [quote] = await json<{ last: number; tick: number }[]>('quote', venue.root);
    if (!quote) throw new Error('no quote');
    return (Math.round((quote.last * (1 + share)) / quote.tick) * quote.tick).toFixed(9).replace(/0+$/, '');
  };
  const size = String(quantity);

  it('show accounts, quotes, the book and what is at stake', async () => {
    expect((await json<{ account: string }[]>('accounts')).map((each) => each.account)).toContain(account);
    expect((await run('account', account)).stdout).toContain(`${venue.kind}, simulator`);
    expect((await run('quote', venue.root)).code).toBe(0);
    expect((await run('depth', venue.root)).stdout).toMatch(new RegExp(`^${at.instrument}, last `));
    expect((await run('risk', account)).code).toBe(0);
    expect((await run('positions')).code).toBe(0);
    expect((await run('trades')).code).toBe(0);
    expect((await run('notifications')).code).toBe(0);
  });

  it('need no arming at a simulator', async () => {
    expect((await run('arm', 'LIVE')).stderr).toBe(
      'deskbook: There is nothing to arm: no order here costs real money.\n',
    );
  });

  if (noOrders) {
    it('say that no order goes there', async () => {
      for (const words of [
        ['trade', venue.root, 'buy', size],
        ['limit', venue.root, 'buy', size, "110'165"],
        ['stop', venue.root, 'sell', size, "110'165"],
        ['bracket', venue.root, 'buy', size, '10', '20'],
      ]) {
        const { code, stderr } = await run(...words, '--account', account, '--yes');
        expect([words[0], code, noOrders.test(stderr) || stderr]).toEqual([words[0], 1, true]);
      }
      expect((await run('cancel', 'D1', '--yes')).stderr).toBe(
        'deskbook: There is no open order D1; no order works.\n',
      );
      // others trade for the account all the time, so that it may hold something or nothing
      const { stderr } = await run('flatten', '--yes');
      expect(/there is nothing to do/.test(stderr) || noOrders.test(stderr) || stderr).toBe(true);
    });
    return;
  }

  it('trade at the market and close in parts', async () => {
    const [order] = await act('trade', venue.root, 'buy', size);
    expect(order).toMatchObject({ status: 'filled', filledQuantity: quantity });
    const [part] = await act('close', venue.root, String(quantity / 2));
    expect(part).toMatchObject({ status: 'filled', filledQuantity: quantity / 2 });
    expect((await act('close', venue.root)).map(({ status }) => status)).toEqual(['filled']);
    expect(await json<unknown[]>('positions', '--account', account)).toEqual([]);
  });

  it('work as limit and stop, are changed and canceled', async () => {
    const [limit] = await act('limit', venue.root, 'buy', size, await near(-0.01));
    expect(limit).toMatchObject({ status: 'working', type: 'limit' });
    const id = limit?.clientOrderId ?? '';
    expect((await act('modify', id, await near(-0.012)))[0]).toMatchObject({ status: 'working' });
    expect((await act('modify', id, String(quantity * 2)))[0]).toMatchObject({
      status: 'working',
      quantity: quantity * 2,
    });
    const [stop] = await act('stop', venue.root, 'sell', size, await near(-0.01));
    expect(stop).toMatchObject({ status: 'working', type: 'stop' });
    const [trail] = await act('trail', venue.root, 'sell', size, '200');
    expect(trail).toMatchObject({ status: 'working', type: 'stop', trail: 200 });
    expect((await act('cancel', 'all')).map(({ status }) => status)).toEqual(['canceled', 'canceled', 'canceled']);
  });

  it('bracket what they fill, and flatten it', async () => {
    const [bracket] = await act('bracket', venue.root, 'buy', size, '200', '200');
    expect(bracket?.exits.map(({ role, status }) => `${role} ${status}`).sort()).toEqual([
      'stop working',
      'target working',
    ]);
    const [waiting] = await act(
      'stop-bracket',
      venue.root,
      'buy',
      size,
      await near(0.01),
      await near(0.005),
      await near(0.015),
    );
    expect(waiting).toMatchObject({ status: 'working', type: 'stop', exits: [] });
    await act('flatten');
    expect(await json<unknown[]>('positions', '--account', account)).toEqual([]);
    expect(await json<unknown[]>('orders', '--account', account)).toEqual([]);
  });
});
