import { describe, expect, it } from 'vitest';
import { Outbox } from '../../../server/live/outbox.ts';
import { type ChannelEvent, Ring } from '../../../server/live/ring.ts';
import { parseWatch } from '../../../server/live/watched.ts';
import type { CellFrame } from '../../../views/wire.ts';

const frame = (sequence: number, cell: string, value?: unknown): ChannelEvent => {
  const data: CellFrame = {
    ...{
      notebook: 'n',
      cell,
      kind: 'probe',
      validity: 'current',
      activity: 'idle',
      error: null,
      caption: '',
      at: sequence,
    },
    ...(value === undefined ? {} : { value }),
  };
  return { sequence, notebook: 'n', event: 'frame', data, text: JSON.stringify(data) };
};
const structure = (sequence: number): ChannelEvent => {
  const data = { notebook: 'n', revision: sequence };
  return { sequence, notebook: 'n', event: 'structure', data, text: JSON.stringify(data) };
};

function drained(outbox: Outbox): ChannelEvent[] {
  const events: ChannelEvent[] = [];
  for (let event = outbox.next(); event; event = outbox.next()) events.push(event);
  return events;
}

describe('an outbox', () => {
  it('keeps everything in order up to its limit', () => {
    const outbox = new Outbox(3);
    const events = [frame(1, 'a', 'x'), frame(2, 'a', 'y'), structure(3)];
    for (const event of events) outbox.push(event);
    expect(drained(outbox)).toEqual(events);
  });

  it('keeps the newest of each cell beyond it, in the order of the newest', () => {
    const outbox = new Outbox(3);
    for (const event of [frame(1, 'a', 'x'), frame(2, 'b', 'y'), structure(3), frame(4, 'a', 'z')]) outbox.push(event);
    expect(drained(outbox)).toEqual([frame(2, 'b', 'y'), structure(3), frame(4, 'a', 'z')]);
  });

  it('does not lose a value to a newer frame that says it is as it was', () => {
    const outbox = new Outbox(1);
    outbox.push(frame(1, 'a', 'x'));
    outbox.push(frame(2, 'a'));
    expect(drained(outbox)).toEqual(
      [frame(2, 'a', 'x')].map((event) => ({ ...event, text: JSON.stringify(event.data) })),
    );
  });

  it('holds no more than its cells however much comes', () => {
    const outbox = new Outbox(10);
    for (let sequence = 1; sequence <= 10_000; sequence++) outbox.push(frame(sequence, `c${sequence % 4}`, sequence));
    expect(outbox.size).toBeLessThanOrEqual(10);
    expect(drained(outbox).at(-1)).toEqual(frame(10_000, 'c0', 10_000));
  });
});

describe('a ring', () => {
  const filled = (limit: { events: number; characters: number }) => {
    const ring = new Ring(limit);
    for (let sequence = 1; sequence <= 5; sequence++) ring.push(frame(sequence, 'a', sequence));
    return (since: number) => ring.since(since)?.map(({ sequence }) => sequence);
  };

  it('gives what came after an event as long as it has all of it', () => {
    const since = filled({ events: 3, characters: 1_000_000 });
    expect([0, 1, 2, 4, 5].map(since)).toEqual([undefined, undefined, [3, 4, 5], [5], []]);
  });

  it('is bounded in characters too', () => {
    const since = filled({ events: 100, characters: frame(5, 'a', 5).text.length * 2 });
    expect([2, 3].map(since)).toEqual([undefined, [4, 5]]);
  });

  it('stays right over thousands of events', () => {
    const ring = new Ring({ events: 10, characters: 1_000_000 });
    for (let sequence = 1; sequence <= 5_000; sequence++) ring.push(structure(sequence));
    expect(ring.since(4_990)?.length).toBe(10);
    expect(ring.since(4_989)).toBeUndefined();
  });
});

describe('what to watch', () => {
  it.each([
    ['a', [['a', 'all']]],
    ['a/b', [['a', ['b']]]],
    ['a/b,a/c', [['a', ['b', 'c']]]],
    ['a/b,a', [['a', 'all']]],
    [
      'a,a/b,c',
      [
        ['a', 'all'],
        ['c', 'all'],
      ],
    ],
    ['chart-2/x-2', [['chart-2', ['x-2']]]],
  ])('%s', (text, watched) => {
    expect([...(parseWatch(text) ?? [])]).toEqual(watched);
  });

  it.each(['', ',', 'a,', 'A', 'a/b/c', '../a', 'a b'])('is not %j', (text) => {
    expect(parseWatch(text)).toBeUndefined();
  });
});
