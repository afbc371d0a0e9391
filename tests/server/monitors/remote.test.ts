import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ClientOrderId, ExecutionId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { HOUR, instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import type { FillsState } from '../../../core/topics.ts';
import { settle } from './manual-alarms.ts';
import { account, fillAt, MemoryVenue } from './memory-venue.ts';
import { aWhile, friday, openRemoteConsole, type RemoteConsole } from './remote-console.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(os.tmpdir(), 'deskbook-monitors-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

const opened = async (prepare: (venue: MemoryVenue) => void = () => {}) => {
  const venue = new MemoryVenue(friday);
  prepare(venue);
  return { venue, console: await openRemoteConsole(await folder(), venue) };
};

const fills = ({ desk }: RemoteConsole) =>
  desk.bus.read<FillsState>('fills').fills.map(({ executionId, clientOrderId, strategy, quantity }) => ({
    executionId,
    clientOrderId,
    strategy,
    quantity,
  }));

/** All but that nothing comes of the feeds: this venue tells no market. */
const told = ({ notices }: RemoteConsole) => notices.texts().filter((text) => !text.includes('No quote'));

const line = (console: RemoteConsole, name: string) => console.health().monitors.find((each) => each.name === name)!;

async function order(console: RemoteConsole, id = 'D-1'): Promise<ClientOrderId> {
  const placed = await console.desk.submit({
    instrument: 'ZNZ6',
    side: 'buy',
    quantity: 5 as Quantity,
    type: 'market',
    timeInForce: 'ioc',
    account,
    clientOrderId: id as ClientOrderId,
  });
  return placed.intent.clientOrderId;
}

describe('executions of a venue', () => {
  it('become fills: of ours through their orders, of others as external', async () => {
    const { venue, console } = await opened();
    const own = await order(console);
    venue.fillsOf.push(fillAt({ id: 'E-1', at: friday, order: 'V-1', own, quantity: 2 }));
    venue.fillsOf.push(fillAt({ id: 'E-2', at: friday + 1, order: 'V-77', side: 'sell', quantity: 3 }));
    await console.alarms.pass(20 * SECOND);
    expect(console.desk.order(own)?.filledQuantity).toBe(2);
    // the second one could be of an order of ours only if it were of its side
    expect(fills(console)).toEqual([
      { executionId: 'E-2', clientOrderId: 'x-V-77', strategy: 'external', quantity: 3 },
      { executionId: 'E-1', clientOrderId: 'D-1', strategy: 'manual', quantity: 2 },
    ]);
    expect(console.held()).toBe(-1);
    expect(console.journal.venue.mark(account)).toBe(friday + 1);
  });

  it('are found by the id that the venue gave their order', async () => {
    const { venue, console } = await opened();
    const own = await order(console);
    venue.say({
      type: 'order',
      event: {
        type: 'accepted',
        clientOrderId: own,
        venueOrderId: 'V-1' as VenueOrderId,
        tsEvent: friday,
        tsInit: friday,
      },
    });
    await settle();
    venue.fillsOf.push(fillAt({ id: 'E-1', at: friday, order: 'V-1', quantity: 2 }));
    await console.alarms.pass(20 * SECOND);
    expect(fills(console)).toEqual([{ executionId: 'E-1', clientOrderId: 'D-1', strategy: 'manual', quantity: 2 }]);
  });

  it('wait while they may be of an order that has no answer yet', async () => {
    const { venue, console } = await opened();
    const own = await order(console);
    venue.fillsOf.push(fillAt({ id: 'E-1', at: friday + SECOND, order: 'V-1', quantity: 2 }));
    await console.alarms.pass(16 * SECOND);
    expect(fills(console)).toEqual([]);
    expect(line(console, 'fills').sentence).toBe('Found 1 that may be of an order without an answer.');
    venue.say({
      type: 'order',
      event: {
        type: 'accepted',
        clientOrderId: own,
        venueOrderId: 'V-1' as VenueOrderId,
        tsEvent: friday,
        tsInit: friday,
      },
    });
    await console.alarms.pass(16 * SECOND);
    expect(fills(console)).toEqual([{ executionId: 'E-1', clientOrderId: 'D-1', strategy: 'manual', quantity: 2 }]);
  });

  it('come in once, by the stream or the books, a burst of thousands too', async () => {
    const { venue, console } = await opened();
    for (let index = 0; index < 5_000; index += 1) {
      venue.fillsOf.push(fillAt({ id: `E-${index}`, at: friday + index, order: `V-${index}` }));
    }
    for (const fill of venue.fillsOf.slice(0, 10)) venue.say({ type: 'other_fill', fill });
    await console.alarms.pass(aWhile);
    expect(console.held()).toBe(5_000);
    expect(console.journal.counts().fills).toBe(5_000);
  });

  it('that cannot be booked are refused once, told once, and hold up no other', async () => {
    const { venue, console } = await opened();
    venue.fillsOf.push(fillAt({ id: 'E-1', at: friday, instrument: 'NOPE' }), fillAt({ id: 'E-2', at: friday + 1 }));
    await console.alarms.pass(aWhile);
    expect(console.held()).toBe(1);
    const refused = console.notices.told.filter(({ key }) => key === 'fills:refused:E-1');
    expect(refused.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^memory executed buy 1 NOPE in A-1, and it cannot be booked: .*"?NOPE/),
    ]);
  });

  it('whose records cannot be read are asked for again, and those behind them are not waited for', async () => {
    const { venue, console } = await opened();
    venue.fillsOf.push(fillAt({ id: 'E-1', at: friday }), fillAt({ id: 'E-2', at: friday + 5 * MINUTE }));
    venue.unreadable.add('E-1' as ExecutionId);
    venue.lost.add('E-1' as ExecutionId);
    await console.alarms.pass(50 * SECOND);
    expect(fills(console).map(({ executionId }) => executionId)).toEqual(['E-2']);
    expect(console.journal.venue.mark(account)).toBeLessThan(friday);
    await console.alarms.pass(MINUTE);
    expect(console.journal.venue.mark(account)).toBe(friday + 5 * MINUTE);
  });

  it('that happened while the console was away are taken at the next start, over the nights', async () => {
    const where = await folder();
    const venue = new MemoryVenue(friday);
    venue.fillsOf.push(fillAt({ id: 'E-1', at: friday }));
    const first = await openRemoteConsole(where, venue);
    await first.alarms.pass(20 * SECOND);
    await first.close();
    venue.fillsOf.push(fillAt({ id: 'E-2', at: friday + 3 * HOUR }));
    const monday = instant(friday + 72 * HOUR);
    const second = await openRemoteConsole(where, venue, { at: monday });
    await second.alarms.pass(20 * SECOND);
    expect(second.held()).toBe(2);
    expect(second.journal.counts().fills).toBe(2);
  });
});

describe('a position that differs', () => {
  it('is looked into again and again while it stands: what could not be read then may be readable now', async () => {
    const { venue, console } = await opened();
    await console.alarms.pass(20 * SECOND);
    venue.fillsOf.push(fillAt({ id: 'E-1', at: friday }), fillAt({ id: 'E-2', at: friday + HOUR }));
    venue.unreadable.add('E-1' as ExecutionId);
    await console.alarms.pass(4 * MINUTE);
    expect(console.venueState().drifts).toMatchObject([{ instrument: 'ZNZ6', ours: 1, venue: 2 }]);
    venue.unreadable.clear();
    await console.alarms.pass(8 * MINUTE);
    expect(console.held()).toBe(2);
    expect(console.venueState().drifts).toEqual([]);
  });

  it('counts when it is seen twice, is told once with what explains it, and is over when it is', async () => {
    const { venue, console } = await opened();
    await console.alarms.pass(20 * SECOND);
    venue.fillsOf.push(fillAt({ id: 'E-1', at: friday, instrument: 'ZNZ6' }));
    await console.alarms.pass(MINUTE);
    expect(console.held()).toBe(1);
    expect(console.venueState().drifts).toEqual([]);
    // an execution that the venue takes out of its positions
    venue.lost.add(venue.fillsOf[0]!.executionId);
    venue.fillsOf.length = 0;
    await console.alarms.pass(5 * MINUTE);
    const [drift] = console.venueState().drifts;
    expect(drift).toMatchObject({ account, instrument: 'ZNZ6', ours: 1, venue: 0 });
    expect(drift?.explainedBy.map(({ executionId, missing }) => ({ executionId, missing }))).toEqual([
      { executionId: 'E-1', missing: 'there' },
    ]);
    const toldOf = () => console.notices.told.filter(({ key }) => key === 'drift:A-1:ZNZ6');
    expect(toldOf()).toEqual([
      {
        type: 'monitor',
        level: 'error',
        key: 'drift:A-1:ZNZ6',
        text: 'ZNZ6 in A-1: we hold +1, the venue says 0.',
        detail: 'Executions that one side lacks: E-1 (buy 1, not at the venue).',
        account: 'A-1',
        instrument: 'ZNZ6',
      },
    ]);
    expect(line(console, 'positions').sentence).toBe(
      '1 position differs from the venue: ZNZ6 in A-1 +1 here, 0 there.',
    );
    venue.startOfDay = 1;
    const before = console.notices.ended.length;
    await console.alarms.pass(2 * MINUTE);
    expect(console.notices.ended.slice(before)).toContain('drift:A-1:ZNZ6');
    expect(console.venueState().drifts).toEqual([]);
    expect(toldOf()).toHaveLength(1);
  });

  it('that an execution on its way explains is never told', async () => {
    const { venue, console } = await opened();
    await console.alarms.pass(20 * SECOND);
    // late: before the overlap of the watermark
    venue.fillsOf.push(fillAt({ id: 'E-9', at: friday + 10 * SECOND }));
    await console.alarms.pass(20 * SECOND);
    venue.fillsOf.push(fillAt({ id: 'E-1', at: friday - HOUR }));
    await console.alarms.pass(5 * MINUTE);
    expect(console.held()).toBe(2);
    expect(told(console)).toEqual([]);
    expect(line(console, 'positions').sentence).toBe('Positions agree with the venue.');
  });
});

it('a position that the day began with is told as that', async () => {
  const { console } = await opened((venue) => {
    venue.startOfDay = 20;
  });
  await console.alarms.pass(aWhile);
  expect(console.notices.told.filter(({ key }) => key.startsWith('drift:')).map(({ detail }) => detail)).toEqual([
    'The day began with +20 at the venue, which this journal does not have: import what the day began with (deskbook import).',
  ]);
});

it('a busy account is no gap: what the venue says lies between what we held before and after its newest executions', async () => {
  const { venue, console } = await opened();
  let made = 0;
  venue.before = (what) => {
    if (what !== 'positions' && what !== 'fills') return;
    for (let each = 0; each < 3; each += 1) {
      made += 1;
      const side = made % 3 === 0 ? 'sell' : 'buy';
      venue.fillsOf.push(fillAt({ id: `E-${made}`, at: console.clock.now() + each, side, order: `V-${made}` }));
    }
  };
  await console.alarms.pass(10 * MINUTE);
  venue.before = () => {};
  await console.alarms.pass(MINUTE);
  expect(made).toBeGreaterThan(100);
  expect(console.venueState().drifts).toEqual([]);
  expect(told(console)).toEqual([]);
  expect(console.held()).toBe(venue.positionsNow()[0]?.quantity);
});

describe('a venue that is away', () => {
  it('takes no new order for an hour, keeps its books with their age, and is asked at once when it is back', async () => {
    const { venue, console } = await opened();
    venue.fillsOf.push(fillAt({ id: 'E-1', at: friday }));
    await console.alarms.pass(aWhile);
    const asOf = console.venueState().accounts[0]?.asOf.positions;
    venue.answering = 'failing';
    venue.becomes('reconnecting');
    await settle();
    await expect(order(console)).rejects.toThrow('memory is away; the connection is being made again.');
    venue.fillsOf.push(fillAt({ id: 'E-2', at: friday + 3 * MINUTE }));
    await console.alarms.pass(HOUR);
    expect(console.venueState().accounts[0]?.positions).toMatchObject([{ instrument: 'ZNZ6', quantity: 1 }]);
    expect(console.venueState().accounts[0]?.asOf.positions).toBe(asOf);
    expect(line(console, 'fills').state).toBe('failing');
    venue.answering = 'well';
    venue.becomes('connected');
    await console.alarms.pass(SECOND);
    expect(console.held()).toBe(2);
    expect(line(console, 'fills').state).toBe('well');
    expect(told(console)).toEqual([
      'error: memory is away; the connection is being made again.',
      'success: memory is back after 1 h 00 min; orders are taken again.',
    ]);
    await expect(order(console)).resolves.toBe('D-1');
  });

  it('whose books hang holds up nothing: the look is given up and begun anew', async () => {
    const { venue, console } = await opened((each) => {
      each.answering = 'hanging';
    });
    await console.alarms.pass(70 * SECOND);
    expect(line(console, 'fills')).toMatchObject({ state: 'failing', restarts: 1 });
    expect(line(console, 'disk').state).toBe('well');
    venue.answering = 'well';
    venue.fillsOf.push(fillAt({ id: 'E-1', at: friday }));
    await console.alarms.pass(5 * MINUTE);
    expect(line(console, 'fills').state).toBe('well');
    expect(console.held()).toBe(1);
    venue.answering = 'hanging';
    await console.alarms.pass(MINUTE);
    await console.close();
  });

  it('takes no order while its token has lapsed, and says both times', async () => {
    const { venue, console } = await opened();
    venue.becomes('connected', { state: 'lapsed', reason: 'Its 24 hours are over.' });
    await settle();
    await expect(order(console)).rejects.toThrow('memory: the token has lapsed. Its 24 hours are over.');
    venue.becomes('connected', { state: 'valid' });
    await settle();
    await expect(order(console)).resolves.toBe('D-1');
    expect(console.notices.texts()).toEqual([
      'error: memory: the token has lapsed. Its 24 hours are over.',
      'success: memory: there is a new login; orders are taken again.',
    ]);
  });
});

it('a stream that resumes has the books asked at once', async () => {
  const { venue, console } = await opened();
  await console.alarms.pass(SECOND);
  venue.calls = [];
  venue.say({ type: 'resumed', stream: 'user' });
  await settle();
  expect(new Set(venue.calls.map(({ what }) => what))).toEqual(new Set(['accounts', 'fills', 'orders', 'positions']));
});

it('an order that is lost is found again in the books, and never placed twice', async () => {
  const { venue, console } = await opened();
  const own = await order(console);
  venue.say({
    type: 'order',
    event: { type: 'lost', clientOrderId: own, reason: 'no answer', tsEvent: friday, tsInit: friday },
  });
  await settle();
  expect(console.desk.order(own)?.status).toBe('unknown');
  venue.ordersOf.push({
    venueOrderId: 'V-1' as VenueOrderId,
    clientOrderId: own,
    account,
    instrument: 'ZNZ6',
    side: 'buy',
    type: 'market',
    terms: { quantity: 5 as Quantity },
    filledQuantity: 0 as Quantity,
    status: 'working',
    tsCreated: friday,
    tsUpdated: friday,
  });
  await console.alarms.pass(MINUTE);
  expect(console.desk.order(own)).toMatchObject({ status: 'working', venueOrderId: 'V-1' });
  expect(venue.placed).toHaveLength(1);
});

it('an order is not given up while some record of the books cannot be read', async () => {
  const { venue, console } = await opened();
  const own = await order(console);
  venue.before = (what) => {
    if (what === 'orders') venue.malformed += 1;
  };
  await console.alarms.pass(10 * MINUTE);
  expect(console.desk.order(own)?.status).toBe('pending');
  venue.before = () => {};
  await console.alarms.pass(10 * MINUTE);
  expect(console.desk.order(own)).toMatchObject({
    status: 'rejected',
    reason: expect.stringMatching(/^It never arrived: .* It is not sent again\.$/),
  });
  expect(venue.placed).toHaveLength(1);
});

it('tells of records that cannot be read, of a barred account and of a disk that fills', async () => {
  const { venue, console } = await opened();
  venue.say({ type: 'malformed', where: 'Order/searchOpen', reason: 'side is 7', text: '{"side":7}' });
  venue.accountState = { ...venue.accountState, canTrade: false };
  console.free.bytes = 1_500_000_000;
  await console.alarms.pass(aWhile);
  console.free.bytes = 100_000_000;
  await console.alarms.pass(aWhile);
  expect(told(console)).toEqual([
    'warning: memory sent a record in Order/searchOpen that cannot be read: side is 7',
    `warning: 1.5 GB are free on the disk of ${path.dirname(console.folder.file('x'))}.`,
    'warning: memory takes no orders in account Practice.',
    `error: 100.0 MB are free on the disk of ${path.dirname(console.folder.file('x'))}.`,
  ]);
  expect(line(console, 'disk').sentence).toBe('100.0 MB free; journal 1.0 kB, market 2.0 kB, traces 3.0 kB.');
});

it('says which feeds are silent while their session is open', async () => {
  const { console } = await opened();
  await console.alarms.pass(50 * SECOND);
  expect(line(console, 'feed').sentence).toBe('2 of 2 feeds in session, all alive.');
  await console.alarms.pass(MINUTE);
  expect(console.health().feeds).toEqual([
    { instrument: 'ZNZ6', stale: true },
    { instrument: 'ESZ6', stale: true },
  ]);
  expect(console.notices.texts()).toEqual([
    'warning: No quote, trade or bar of ZNZ6 has come for 1 min 05 s, and its session is open.',
    'warning: No quote, trade or bar of ESZ6 has come for 1 min 05 s, and its session is open.',
  ]);
  // Saturday
  console.clock.set(instant(friday + 24 * HOUR));
  await console.alarms.pass(10 * SECOND);
  expect(console.health().feeds.map(({ stale }) => stale)).toEqual([false, false]);
});
