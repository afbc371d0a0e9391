import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Notice, Notification } from '../../../core/alerts/notification.ts';
import { ManualClock } from '../../../core/clock.ts';
import { instant, SECOND } from '../../../core/model/time.ts';
import { Notifier } from '../../../server/alerts/notifier.ts';
import { SqliteJournal } from '../../../server/journal/journal.ts';
import type { Delivery } from '../../../server/journal/notification-record.ts';
import { key, start } from '../journal/entries.ts';
import { temporaryFolder } from '../journal/folder.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const late: Notice = { type: 'monitor', level: 'warning', key: 'feed.ESZ6', text: 'ESZ6 is late.' };
const filled: Notice = {
  type: 'order_fill',
  level: 'success',
  key: 'fill.T-1',
  text: 'Bought 2 ESZ6 at 5012.25.',
  detail: 'All of it.',
  account: 'SIM1',
  instrument: 'ESZ6',
  side: 'buy',
  subject: { kind: 'order', id: 'T-1' },
};

function open(folder = temporaryFolder()) {
  const clock = new ManualClock(start);
  const journal = new SqliteJournal(path.join(folder, 'journal.sqlite'), key, clock);
  const queued: Delivery[] = [];
  const errors: string[] = [];
  let changes = 0;
  const notifier = new Notifier({
    record: journal.notifications,
    clock,
    machine: clock,
    window: 60 * SECOND,
    wanted: () => true,
    deliveriesOf: ({ id, text }: Notification, event) => [
      { target: 'desk', id: `${id} ${event}`, event, content: text, queued: clock.now() },
    ],
    queued: (deliveries) => queued.push(...deliveries),
    deliveries: () => [],
    conditions: () => [],
    changed: () => {
      changes += 1;
    },
    log: { info: () => undefined, warn: () => undefined, error: (line) => errors.push(line) },
  });
  const close = () => journal.close();
  closing.push(close);
  return { clock, journal, notifier, queued, errors, changes: () => changes, folder };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const texts = ({ notifier }: ReturnType<typeof open>) => notifier.state().notifications.map(({ text }) => text);

describe('a notifier', () => {
  it('keeps what is told before it shows it', async () => {
    const desk = open();
    desk.notifier.tell(filled);
    expect(desk.notifier.state().notifications).toEqual([]);
    await settled();
    const kept: Notification = { ...filled, id: 1, at: start, heldBack: 0 };
    expect(desk.notifier.state()).toEqual({
      notifications: [kept],
      unacknowledged: 0,
      deliveries: [],
      conditions: [],
    });
    expect(desk.journal.notifications.newest(10)).toEqual([kept]);
    expect(desk.queued.map(({ id }) => id)).toEqual(['1 told']);
    expect(desk.journal.notifications.waiting()).toEqual(desk.queued);
    expect(desk.changes()).toBe(1);
  });

  it('shows first what asks for somebody, and remembers over a restart who has seen it', async () => {
    const desk = open();
    desk.notifier.tell(late);
    desk.notifier.tell({ ...late, key: 'feed.NQZ6', text: 'NQZ6 is late.', level: 'error' });
    desk.notifier.tell(filled);
    await settled();
    expect(texts(desk)).toEqual(['NQZ6 is late.', 'ESZ6 is late.', 'Bought 2 ESZ6 at 5012.25.']);
    expect(desk.notifier.state().unacknowledged).toBe(2);
    desk.clock.advance(5 * SECOND);
    const seen = await desk.notifier.acknowledge({ key: 'feed.ESZ6' }, 'vera');
    expect(seen.map(({ id }) => id)).toEqual([1]);
    expect(await desk.notifier.acknowledge({ id: 1 }, 'max')).toEqual([]);
    desk.journal.close();
    const again = open(desk.folder);
    expect(again.notifier.state().unacknowledged).toBe(1);
    expect(again.notifier.state().notifications.find(({ id }) => id === 1)?.acknowledged).toEqual({
      at: instant(start + 5 * SECOND),
      by: 'vera',
    });
    expect((await again.notifier.acknowledge({ upTo: 3 }, 'vera')).map(({ id }) => id)).toEqual([2, 3]);
    again.notifier.tell(late);
    await settled();
    expect(again.notifier.state().notifications[0]?.id).toBe(4);
  });

  it('ends what is over, whether it is on disk yet or not, and loses no acknowledgment by it', async () => {
    const desk = open();
    desk.notifier.tell(late);
    desk.notifier.over(late.key);
    await settled();
    expect(desk.notifier.state().notifications).toEqual([{ ...late, id: 1, at: start, heldBack: 0, resolved: start }]);
    expect(desk.queued.map(({ id }) => id)).toEqual(['1 told', '1 resolved']);
    desk.notifier.tell({ ...late, key: 'token' });
    await settled();
    const seen = desk.notifier.acknowledge({ key: 'token' }, 'vera');
    desk.notifier.over('token');
    await seen;
    await settled();
    const both = { resolved: start, acknowledged: { at: start, by: 'vera' } };
    expect(desk.notifier.state().notifications).toMatchObject([{ id: 1 }, { id: 2, ...both }]);
    expect(desk.journal.notifications.newest(1)).toMatchObject([{ id: 2, ...both }]);
    desk.notifier.over('token');
    desk.notifier.over('nothing');
  });

  it('tells what it held back before it closes', async () => {
    const desk = open();
    for (const text of ['one', 'two', 'three']) desk.notifier.tell({ ...late, text });
    await settled();
    expect(texts(desk)).toEqual(['one']);
    await desk.notifier.close();
    expect(desk.notifier.state().notifications.map(({ text, heldBack }) => [text, heldBack])).toEqual([
      ['three', 1],
      ['one', 0],
    ]);
  });

  it('says in the log what can never be kept', async () => {
    const desk = open();
    desk.notifier.tell(JSON.parse(JSON.stringify({ ...late, level: 'calamity' })));
    await settled();
    expect(desk.errors).toEqual([
      "What was told could not be kept: ESZ6 is late. (CHECK constraint failed: level IN ('info', 'success', 'warning', 'error'))",
    ]);
  });
});
