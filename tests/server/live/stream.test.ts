import { afterEach, describe, expect, it } from 'vitest';
import { cellOf, saidBy } from '../sessions/console.ts';
import { type LiveConsole, startLiveConsole } from './client.ts';

let live: LiveConsole;
afterEach(() => live.end());

const cell = (kind: string, id: string, body: string): string => `\`\`\`${kind} ${id}\n${body}\n\`\`\`\n\n`;

/** A notebook with a live cell behind the topic `feed`, and the function that moves it on. */
async function withFeed(ring?: { events: number; characters: number }) {
  live = await startLiveConsole(ring);
  let state: unknown = 0;
  live.desk.bus.define('feed', () => state);
  const session = await live.open(
    'a',
    cell('hot_probe', 'live', 'follow: feed') + cell('probe', 'still', 'say: still'),
  );
  const say = (value: unknown) => {
    state = value;
    live.desk.bus.touch('feed');
  };
  return { session, say };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a stream', () => {
  it('begins with everything watched, whole, and goes on with what changes', async () => {
    const { session, say } = await withFeed();
    await session.settled();
    const client = live.client('/notebooks/a/stream');
    await client.until(() => client.events.length > 0, 'the reset');
    expect(client.events[0]).toMatchObject({ event: 'reset', id: `test-${live.channel.sequence}` });
    expect(client.reset).toEqual({
      epoch: 'test',
      cells: [
        {
          ...{ notebook: 'a', cell: 'live', kind: 'hot_probe', validity: 'current', activity: 'idle', error: null },
          ...{ caption: '6 letters', at: 1_800_000_000_000, pending: 0, value: { text: 'feed 0' } },
          props: { asks: [], reads: [], follow: 'feed' },
        },
        {
          ...{ notebook: 'a', cell: 'still', kind: 'probe', validity: 'current', activity: 'idle', error: null },
          ...{ caption: '5 letters', at: 1_800_000_000_000, pending: 0, value: { text: 'still' } },
          props: { asks: [], reads: [], say: 'still' },
        },
      ],
    });
    say('on');
    await client.until(() => client.frames('live').length > 0, 'a frame');
    expect(client.frames().at(-1)).toMatchObject({ cell: 'live', validity: 'current', value: { text: 'feed on' } });
  });

  it('watches what it shows and stops when it breaks', async () => {
    const { session } = await withFeed();
    expect(cellOf(session, 'still')?.validity).toBe('fresh');
    const client = live.client('/stream?watch=a/still');
    await client.until(() => saidBy(session, 'still') === 'still', 'the value');
    expect(cellOf(session, 'live')?.validity).toBe('fresh');
    client.close();
    const other = live.client('/stream?watch=a/live');
    await other.until(() => saidBy(session, 'live') !== undefined, 'the other value');
    await session.edit({ type: 'set_body', cell: 'still', body: 'say: moved' });
    await pause(50);
    expect(saidBy(session, 'still')).toBe('still');
    expect(other.events.some(({ event }) => event === 'structure')).toBe(true);
    expect(other.frames('still')).toEqual([]);
  });

  it('tells the time at once and each second, with the age of the market data behind what is watched', async () => {
    await withFeed();
    const client = live.client('/notebooks/a/stream');
    const ticks = () => client.events.filter(({ event }) => event === 'clock');
    await client.until(() => ticks().length > 1, 'the clock');
    expect(client.events.slice(0, 2).map(({ event }) => event)).toEqual(['reset', 'clock']);
    expect(ticks()[0]?.data).toEqual({
      run: 'paper main',
      replay: null,
      arming: null,
      now: 1_800_000_000_000,
      oldest: null,
    });
  });

  it('gives a client that comes back exactly what it missed', async () => {
    const { session, say } = await withFeed();
    await session.settled();
    const whole = live.client('/notebooks/a/stream');
    const first = live.client('/notebooks/a/stream');
    await first.until(() => first.events.length > 0 && whole.events.length > 0, 'the resets');
    for (const word of ['a', 'b']) {
      say(word);
      await pause(40);
    }
    await first.until(() => first.frames('live').length >= 2, 'two frames');
    first.close();
    const left = first.events.at(-1)!;
    for (const word of ['c', 'd', 'e']) {
      say(word);
      await pause(40);
    }
    await whole.until(() => whole.frames('live').length >= 5, 'all frames');
    const second = live.client('/notebooks/a/stream', left.id);
    await second.until(() => second.frames('live').length >= 3, 'what was missed');
    expect(second.reset).toBeUndefined();
    const later = (events: typeof whole.events) =>
      events.filter(({ event, id }) => event !== 'clock' && Number(id.split('-')[1]) > Number(left.id.split('-')[1]));
    expect(later(second.events)).toEqual(later(whole.events));
    expect(second.frames('live').map(({ value }) => value)).toEqual(
      ['c', 'd', 'e'].map((word) => ({ text: `feed ${word}` })),
    );
  });

  it.each([
    ['an id of another start', 'earlier-1'],
    ['an id from the future', 'test-999999'],
    ['something else', 'nonsense'],
  ])('begins anew for %s', async (_, id) => {
    await withFeed();
    const client = live.client('/notebooks/a/stream', id);
    await client.until(() => client.events.length > 0, 'the reset');
    expect(client.events[0]?.event).toBe('reset');
  });

  it('begins anew for a client that was away for too long', async () => {
    const { session, say } = await withFeed({ events: 3, characters: 1_000_000 });
    await session.settled();
    const first = live.client('/notebooks/a/stream');
    await first.until(() => first.events.length > 0, 'the reset');
    const { id } = first.events[0]!;
    for (let count = 0; count < 6; count++) {
      say(`word ${count}`);
      await pause(30);
    }
    const second = live.client('/notebooks/a/stream', id);
    await second.until(() => second.events.length > 0, 'the reset');
    expect(second.events[0]?.event).toBe('reset');
    expect(second.reset?.cells[0]?.value).toEqual({ text: 'feed word 5' });
  });

  it('conflates for a client that does not read, and has the newest for it when it does', async () => {
    const { session, say } = await withFeed();
    await session.settled();
    const client = live.client('/notebooks/a/stream');
    await client.until(() => client.events.length > 0, 'the reset');
    client.pause();
    const long = 'x'.repeat(100_000);
    const began = live.channel.sequence;
    const end = performance.now() + 20_000;
    while (live.channel.sequence - began < 320 && performance.now() < end) {
      say(`${live.channel.sequence} ${long}`);
      await pause(17);
    }
    say('last');
    const published = live.channel.sequence - began;
    client.resume();
    await client.until(
      () =>
        client.frames('live').at(-1)?.value !== undefined &&
        JSON.stringify(client.frames('live').at(-1)?.value).includes('last'),
      'the last',
    );
    expect(published).toBeGreaterThan(256);
    expect(client.frames('live').length).toBeLessThan(published / 2);
  }, 45_000);

  it('serves nine clients at once, each what it watches', async () => {
    const { session, say } = await withFeed();
    await session.settled();
    const clients = Array.from({ length: 9 }, (_, index) =>
      live.client(`/stream?watch=a/${index % 2 ? 'still' : 'live'}`),
    );
    await Promise.all(clients.map((client) => client.until(() => client.events.length > 0, 'the reset')));
    say('now');
    await Promise.all(
      clients
        .filter((_, index) => index % 2 === 0)
        .map((client) => client.until(() => client.frames().length > 0, 'a frame')),
    );
    expect(clients.map((client) => client.reset?.cells.map(({ cell }) => cell))).toEqual(
      clients.map((_, index) => [index % 2 ? 'still' : 'live']),
    );
    expect(clients.filter((_, index) => index % 2).flatMap((client) => client.frames())).toEqual([]);
  });

  it('shows a hot cell at most once in 16 ms, a cold one in 50, and always the newest last', async () => {
    const { session, say } = await withFeed();
    await session.edit({ type: 'add', kind: 'probe', id: 'cold', after: null, body: 'follow: feed' });
    await session.settled();
    const client = live.client('/notebooks/a/stream');
    await client.until(() => client.events.length > 0, 'the reset');
    const began = performance.now();
    let count = 0;
    while (performance.now() - began < 500) {
      say(++count);
      await pause(1);
    }
    await client.until(
      () =>
        ['live', 'cold'].every((id) => JSON.stringify(client.frames(id).at(-1)?.value) === `{"text":"feed ${count}"}`),
      'the last values',
    );
    const lasted = performance.now() - began;
    const counts = ['live', 'cold'].map((id) => client.frames(id).length);
    expect(counts[0]).toBeLessThanOrEqual(Math.ceil(lasted / 16) + 2);
    expect(counts[1]).toBeLessThanOrEqual(Math.ceil(lasted / 50) + 2);
    expect(counts[0]).toBeGreaterThan(counts[1]!);
  });

  it.each([
    ['/stream?watch=', 400],
    ['/stream', 400],
    ['/stream?watch=../x', 400],
    ['/stream?watch=nobody', 404],
    ['/notebooks/nobody/stream', 404],
    ['/stream?watch=nobody,a', 200],
  ])('answers %s with %i', async (path, status) => {
    await withFeed();
    const client = live.client(path);
    await client.until(() => client.status !== 0, 'an answer');
    expect(client.status).toBe(status);
  });

  it('ends with the console', async () => {
    await withFeed();
    const client = live.client('/notebooks/a/stream');
    await client.until(() => client.events.length > 0, 'the reset');
    live.channel.close();
    await pause(50);
    const { length } = client.events;
    await pause(1_100);
    expect(client.events.length).toBe(length);
  });
});
