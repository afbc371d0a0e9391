import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { deskbook, newPlace, type Place, type RunningConsole, startConsole } from './command.ts';
import { command } from './resident.ts';

let place: Place;
let console: RunningConsole;
beforeAll(async () => {
  place = await newPlace();
  console = await startConsole(place);
});
afterAll(async () => {
  await console.end();
  await place.remove();
});

const run = (...args: string[]) => command(place, args);
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await run(...args, '--json')).stdout) as T;

interface Report {
  readonly clientOrderId: string;
  readonly status: string;
  readonly quantity: number;
  readonly price: number;
  readonly stopPrice: number;
  readonly exits: readonly { readonly role: string; readonly status: string }[];
}

interface Sent {
  readonly environment: string;
  readonly orders: readonly Report[];
}

interface Quote {
  readonly instrument: string;
  readonly bid: number;
  readonly ask: number;
}

/** The one order that was sent. */
async function sent(...args: string[]): Promise<Report> {
  const { environment, orders } = await json<Sent>(...args, '--yes');
  const [order, ...more] = orders;
  if (environment !== 'paper' || order === undefined || more.length > 0) throw new Error(JSON.stringify(orders));
  return order;
}

/** Whole points beside the market, as text. */
async function near(points: number): Promise<string> {
  const [quote] = await json<Quote[]>('quote', 'ES');
  return (Math.round(quote?.bid ?? 0) + points).toFixed(2);
}

describe('an order on the paper market', () => {
  it('trades at the market, and says what became of it', async () => {
    const { code, stdout, stderr } = await run('trade', 'ES', 'buy', '2', '--account', 'T-1', '--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^D\d+ filled: bought 2 ES[HMUZ]\d at \d{4}\.\d{2,4}\n$/);
  });

  it('works as a limit, is changed by the rules of its words, and canceled', async () => {
    const order = await sent('limit', 'ES', 'BUY', '2', await near(-90), '--account', 'T-1');
    expect(order.status).toBe('working');
    const price = await near(-95);
    const id = order.clientOrderId.toLowerCase();
    const changes: [string[], Partial<Report>][] = [
      [[price], { quantity: 2, price: Number(price) }],
      [['3'], { quantity: 3, price: Number(price) }],
      [['4', await near(-99)], { quantity: 4 }],
      [['--quantity', '5'], { quantity: 5 }],
    ];
    for (const [words, expected] of changes) {
      const { orders } = await json<Sent>('modify', id, ...words, '--yes');
      expect(orders).toMatchObject([{ clientOrderId: order.clientOrderId, status: 'working', ...expected }]);
    }
    const { code, stdout } = await run('cancel', id, '--yes');
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${order.clientOrderId} canceled: Canceled on request.\n` });
    expect((await run('cancel', id, '--yes')).stderr).toMatch(/^deskbook: There is no open order d\d+; /);
  });

  it('waits as a stop, whose price is what modify changes', async () => {
    const order = await sent('stop', 'ES', 'sell', '1', await near(-90), '--account', 'T-2');
    const price = await near(-95);
    const { orders } = await json<Sent>('modify', order.clientOrderId, price, '--yes');
    expect(orders).toMatchObject([{ type: 'stop', price: null, stopPrice: Number(price), status: 'working' }]);
    const limit = await sent('stop', 'ES', 'sell', '1', price, '--limit', await near(-99), '--account', 'T-2');
    expect(limit).toMatchObject({ type: 'stop_limit', status: 'working' });
    expect((await json<Sent>('cancel', 'all', '--account', 'T-2', '--yes')).orders.map(({ status }) => status)).toEqual(
      ['canceled', 'canceled'],
    );
  });

  it('has a stop and a target for what it fills, in ticks and at prices', async () => {
    const bracket = await sent('bracket', 'ES', 'buy', '2', '400', '800', '--account', 'T-3');
    expect(bracket.exits.map(({ role, status }) => `${role} ${status}`).sort()).toEqual([
      'stop working',
      'target working',
    ]);
    const [low, high] = [await near(-90), await near(90)];
    const priced = await sent('bracket', 'ES', 'buy', '1', low, high, '--price', '--account', 'T-4');
    expect(priced).toMatchObject({ status: 'filled', protection: `stop at ${low}, target at ${high}` });
    const entry = await near(80);
    const waiting = await sent(
      'stop-bracket',
      'ES',
      'buy',
      '1',
      entry,
      await near(70),
      await near(100),
      '--account',
      'T-4',
    );
    expect(waiting).toMatchObject({ type: 'stop', status: 'working', role: 'entry', exits: [] });
    const wrong = await run(
      'stop-bracket',
      'ES',
      'buy',
      '1',
      entry,
      await near(90),
      await near(100),
      '--account',
      'T-4',
      '--yes',
    );
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      expect.stringMatching(/^deskbook: stopLoss at .* lies on the wrong side: it has to be below /),
    ]);
  });

  it('follows the market, by itself and as the stop of what is filled', async () => {
    const { code, stdout } = await run('trail', 'ES', 'sell', '1', '400', '--account', 'T-2', '--yes');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^D\d+ works: sell 1 ES[HMUZ]\d stop \d{4}\.\d\d, 400 ticks behind the best price\n$/,
      ),
    });
    await run('cancel', 'all', '--account', 'T-2', '--yes');
    const bracket = await sent('bracket', 'ES', 'sell', '1', '400', '800', '--trail', '--account', 'T-5');
    expect(bracket).toMatchObject({
      protection: 'stop 400 ticks behind the best price, target 800 ticks',
      exits: expect.arrayContaining([expect.objectContaining({ role: 'stop', trail: 400 })]),
    });
    await run('close', 'ES', '1', '--account', 'T-5', '--yes');
  });

  it('is refused with what is wrong', async () => {
    const cases: [string[], RegExp][] = [
      [['limit', 'ES', 'buy', '1', '6100.10', '--account', 'T-1', '--yes'], /The price is off the grid of ES/],
      [['trade', 'EZ', 'buy', '1', '--account', 'T-1', '--yes'], /EZ/],
      [['trade', 'ES', 'buy', '1', '--account', 'T 1', '--yes'], /account/],
      [['trade', 'ES', 'buy', '1', '--yes'], /Say which account with --account NAME.* there are T-1, /],
      [['limit', 'ES', 'buy', '1', '6100', '--time-in-force', 'gtc', '--account', 'T-1', '--yes'], /timeInForce/],
    ];
    for (const [args, sentence] of cases) {
      const { code, stderr } = await run(...args);
      expect([args[1], code === 0, sentence.test(stderr) || stderr]).toEqual([args[1], false, true]);
    }
  });
});

describe('what is held', () => {
  it('is shown with what protects it, and adds up with point values', async () => {
    const positions = await json<
      { instrument: string; quantity: number; mark: number; exposure: number; exits: string }[]
    >('positions', '--account', 'T-3');
    expect(positions).toMatchObject([{ quantity: 2, exits: expect.stringMatching(/^stop [\d.]+, target [\d.]+$/) }]);
    const [risk] = await json<
      { account: string; currencies: { exposure: number; workingExposure: number; leverage: null }[] }[]
    >('risk', 'T-3');
    expect(risk?.currencies).toHaveLength(1);
    const exposure = risk?.currencies[0]?.exposure ?? 0;
    expect(exposure / 100).toBeGreaterThan(6_000);
    expect(exposure / 100).toBeLessThan(6_300);
    expect(risk?.currencies[0]).toMatchObject({ workingExposure: 0, leverage: null });
  });

  it('is closed in part, and whole with its exits', async () => {
    const part = await json<Sent>('close', 'ES', '1', '--account', 'T-3', '--yes');
    expect(part.orders.map(({ status, quantity }) => [status, quantity])).toEqual([['filled', 1]]);
    const { code, stdout } = await run('close', 'ES', '--account', 'T-3', '--yes');
    expect([code, stdout.split('\n').filter((line) => line.includes('canceled')).length]).toEqual([0, 2]);
    expect((await run('positions', '--account', 'T-3')).stdout).toBe('Nothing is held.\n');
    expect((await run('orders', '--account', 'T-3')).stdout).toBe('No order works.\n');
    expect((await run('close', 'ES', '--account', 'T-3', '--yes')).stderr).toBe(
      'deskbook: No ES is held, so there is nothing to close.\n',
    );
  });

  it('is flat after flatten, entries included, and its round trips are listed', async () => {
    expect((await run('flatten', '--yes')).code).toBe(0);
    expect(await json<unknown[]>('positions')).toEqual([]);
    expect(await json<unknown[]>('orders')).toEqual([]);
    expect((await run('flatten', '--yes')).stderr).toBe(
      'deskbook: Nothing is held and no order works, so there is nothing to do.\n',
    );
    const { trades, totals } = await json<{
      trades: { account: string; quantity: number; side: string }[];
      totals: { trades: number }[];
    }>('trades');
    const count = (account: string) =>
      trades.filter((each) => each.account === account).reduce((sum, each) => sum + each.quantity, 0);
    expect([count('T-1'), count('T-3'), count('T-4'), totals[0]?.trades]).toEqual([2, 2, 1, trades.length]);
  });
});

test('accounts, one account, the book and what was told are printed', async () => {
  expect((await json<{ account: string }[]>('accounts')).map(({ account }) => account)).toEqual([
    'T-1',
    'T-2',
    'T-3',
    'T-4',
    'T-5',
  ]);
  expect((await run('account', 'T-1')).stdout).toMatch(
    /^account +T-1\nmarket +paper\nmoney +simulated\nbalance +not told\n/,
  );
  expect((await run('account', 'T-9')).stderr).toMatch(/^deskbook: There is no account T-9; there are T-1, /);
  expect((await run('depth', 'ZN', '--levels', '2')).stdout).toMatch(
    /^ZN[HMUZ]\d, last 1\d\d'\d+, heard .*\n *bid +price +ask +up to here\n[─ ]+\n( .*\n){2}/,
  );
  expect((await run('quote', 'CL')).stderr).toMatch(/^deskbook: CL has no market at paper; there are /);
  const told = await json<{ notifications: { id: number }[] }>('notifications', '--type', 'position_close');
  expect(told.notifications.length).toBeGreaterThan(0);
  expect((await run('notifications', 'ack', 'all')).stdout).toMatch(/^\d+ seen now; none is left\.\n$/);
});

test('there is nothing to arm on paper', async () => {
  expect([await run('arm', 'LIVE'), await run('disarm')]).toEqual([
    { code: 1, stdout: '', stderr: 'deskbook: There is nothing to arm: no order here costs real money.\n' },
    { code: 0, stdout: 'There is nothing to arm: no order here costs real money.\n', stderr: '' },
  ]);
});

test('without a console an order says how one is started, and what was is read from the folder', async () => {
  const other = await newPlace();
  try {
    const order = await command(other, ['trade', 'ES', 'buy', '1', '--yes']);
    expect([order.code, order.stderr]).toEqual([
      1,
      expect.stringMatching(
        /^deskbook: .* none runs on .*data\. Start one: deskbook start for the paper market, or deskbook start --venue NAME\.\n$/,
      ),
    ]);
    const { code, stdout } = await deskbook(other, ['positions']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing is held.\n' });
  } finally {
    await other.remove();
  }
});
