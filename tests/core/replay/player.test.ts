import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { HOUR, type Instant, instant, MILLISECOND, MINUTE, SECOND } from '../../../core/model/time.ts';
import { ReplayClock, type ReplaySpeed } from '../../../core/replay/clock.ts';
import type { ReplayEvent } from '../../../core/replay/event.ts';
import { ReplayPlayer } from '../../../core/replay/player.ts';
import { ReplayVenue } from '../../../core/venue/replay/venue.ts';
import { ES } from '../venue/paper/instruments.ts';
import { recordingOf, START, second, trade } from '../venue/replay/scene.ts';

interface Given {
  readonly events: readonly ReplayEvent[];
  readonly speed?: ReplaySpeed;
  readonly to?: Instant;
}

/** A player and everything that it lets happen, in words. */
async function opened({ events, speed = 'max', to }: Given) {
  const recording = recordingOf(events, to);
  const machine = new ManualClock(instant(9_000_000));
  const clock = new ReplayClock({ machine, from: recording.from, to: recording.to, speed });
  const venue = new ReplayVenue({ recording, instruments: [ES], clock, idPrefix: 'R' });
  const log: string[] = [];
  const failures: unknown[] = [];
  const at = (what: Instant) => (what - START) / SECOND;
  venue.onEvents((batch) => {
    for (const each of batch) if (each.type === 'trade') log.push(`trade ${at(each.trade.tsEvent)}`);
  });
  const player = new ReplayPlayer({
    recording,
    run: 'replay-1',
    venue,
    clock,
    machine,
    async minute(boundary) {
      await Promise.resolve();
      log.push(`minute ${at(boundary)}, stands at ${at(clock.now())}`);
    },
    second: (now) => log.push(`second ${at(now)}`),
    failed: (error) => failures.push(error),
  });
  await venue.connect();
  const steps = async (count: number, microseconds = 25 * MILLISECOND) => {
    for (let step = 0; step < count; step++) {
      machine.advance(microseconds);
      await player.step();
    }
  };
  return { machine, clock, venue, player, log, failures, steps, at };
}

const ticks = (...seconds: number[]): ReplayEvent[] => seconds.map((at) => trade(at, 100, 1, 'buy'));

describe('playing a recording', () => {
  test('a minute ends when everything before it has happened and nothing at it has', async () => {
    const { player, log, clock } = await opened({ events: ticks(0, 59.999999, 60, 100, 120) });
    player.play();
    await player.step();
    expect(log).toEqual([
      'trade 0',
      'trade 59.999999',
      'minute 60, stands at 59.999999',
      'trade 60',
      'trade 100',
      'minute 120, stands at 119.999999',
      'trade 120',
      'minute 180, stands at 120',
      'second 120',
    ]);
    expect([player.ended, clock.playing]).toEqual([true, false]);
  });

  test('at a speed it follows the machine, and tells of each console second once', async () => {
    const { player, log, clock, at, steps } = await opened({ events: ticks(0.5, 1, 2, 59), speed: 20 });
    player.play();
    await steps(1);
    expect([log, at(clock.now())]).toEqual([['trade 0.5'], 0.5]);
    await steps(2);
    expect([log.slice(1), at(clock.now())]).toEqual([['trade 1', 'second 1'], 1.5]);
    await steps(2);
    expect([log.slice(3), at(clock.now())]).toEqual([['trade 2', 'second 2'], 2.5]);
    player.pause();
    await steps(2);
    expect(at(clock.now())).toBe(2.5);
  });

  test('jumps over what is idle, lands a second before the next event, and ends the minutes that matter', async () => {
    const nextDay = 24 * 3_600 + 30;
    const { player, log, at } = await opened({ events: ticks(0, 61, 200, nextDay) });
    player.play();
    await player.step();
    const dayEnd = 8 * 3_600;
    expect(log).toEqual([
      'trade 0',
      'minute 60, stands at 59.999999',
      'trade 61',
      'minute 120, stands at 119.999999',
      'minute 180, stands at 179.999999',
      'trade 200',
      'minute 240, stands at 239.999999',
      `minute ${dayEnd}, stands at ${dayEnd - 0.000001}`,
      `minute ${nextDay - 30}, stands at ${nextDay - 30.000001}`,
      `trade ${nextDay}`,
      `minute ${nextDay + 30}, stands at ${nextDay}`,
      `second ${nextDay}`,
    ]);
    expect(player.state().jumps.map(({ from, to }) => [at(from), at(to)])).toEqual([
      [200, nextDay],
      [61, 200],
      [0, 61],
    ]);
  });

  test('jumps at any speed, once each', async () => {
    const { player, clock, at, steps } = await opened({ events: ticks(0, 500, 501), speed: 1 });
    player.play();
    await steps(2);
    expect(at(clock.now())).toBe(499);
    await steps(39);
    expect([at(clock.now()), player.state().jumps.length]).toEqual([499.975, 1]);
    await steps(1);
    expect([at(clock.now()), player.state().played]).toEqual([500, 2]);
  });

  test('a jump lets everything before it happen and stands as before', async () => {
    const { player, log, clock } = await opened({ events: ticks(0, 10, 50, 70, 80, 90), speed: 1 });
    player.jumpTo(second(70));
    await player.step();
    expect(log).toEqual(['trade 0', 'trade 10', 'trade 50', 'minute 60, stands at 59.999999', 'trade 70', 'second 70']);
    expect([clock.playing, clock.now(), player.state().played]).toEqual([false, second(70), 4]);
    await player.step();
    expect(clock.now()).toBe(second(70));
    expect(() => player.jumpTo(second(69))).toThrow(
      '2026-11-23T15:01:09Z is past: the replay stands at 2026-11-23T15:01:10Z. Start it anew to see it again.',
    );
    expect(() => player.jumpTo(second(91))).toThrow(
      '2026-11-23T15:01:31Z is not in the recording, which ends at 2026-11-23T15:01:30Z.',
    );
  });

  test('a jump into an idle stretch stands in it', async () => {
    const { player, clock, log } = await opened({ events: ticks(0, 1_000), speed: 1 });
    player.jumpTo(second(130));
    await player.step();
    expect([clock.now(), log]).toEqual([
      second(130),
      ['trade 0', 'minute 60, stands at 59.999999', 'minute 120, stands at 119.999999', 'second 130'],
    ]);
  });

  test('a pause while it jumps stands where the jump ends', async () => {
    const { player, clock } = await opened({ events: ticks(0, 10, 90), speed: 1 });
    player.play();
    player.jumpTo(second(70));
    player.pause();
    await player.step();
    await player.step();
    expect([clock.playing, clock.now()]).toEqual([false, second(70)]);
  });

  test('a jump to the end ends it', async () => {
    const { player, clock } = await opened({ events: ticks(0, 10, 90), speed: 1 });
    player.jumpTo(clock.to);
    await player.step();
    expect([clock.now(), player.state().played, player.ended]).toEqual([clock.to, 3, true]);
  });

  test('a step ends when what was due is done, however the machine goes on meanwhile', async () => {
    const recording = recordingOf(ticks(0, 10));
    let readings = 0;
    const machine = { now: () => instant(1_000_000 + ++readings * 50) };
    const clock = new ReplayClock({ machine, from: recording.from, to: recording.to, speed: 1_000 });
    const venue = new ReplayVenue({ recording, instruments: [ES], clock, idPrefix: 'R' });
    await venue.connect();
    const nothing = { minute: async () => {}, failed: (error: unknown) => expect.unreachable(String(error)) };
    const player = new ReplayPlayer({ recording, run: 'r', venue, clock, machine, ...nothing });
    player.play();
    const before = readings;
    await player.step();
    expect(readings - before).toBeLessThan(10);
  });

  test('the end of the recording stops it', async () => {
    const { player, clock, log } = await opened({ events: ticks(0), to: second(30) });
    player.play();
    await player.step();
    player.play();
    await player.step();
    expect(log).toEqual(['trade 0', 'minute 60, stands at 30', 'second 30']);
    expect([clock.playing, clock.now()]).toEqual([false, second(30)]);
    expect(player.state()).toEqual({
      recording: { id: 'test', name: 'test.csv', from: START, to: second(30) },
      run: 'replay-1',
      position: second(30),
      playing: false,
      speed: 'max',
      ended: true,
      played: 1,
      total: 1,
      jumps: [],
      matching: expect.stringMatching(/^Only trades were recorded: .+\.$/),
      notes: [],
    });
  });

  test('a recording that is not in order stops it with a sentence', async () => {
    const { player, log, failures, clock } = await opened({ events: ticks(0, 30, 20), to: second(HOUR / SECOND) });
    player.play();
    await player.step();
    player.play();
    await player.step();
    const reason =
      'Event 3 of test.csv (trade at 2026-11-23T15:00:20.000Z) goes back in time; read the recording again.';
    expect(failures).toEqual([new Error(reason)]);
    expect([log, clock.playing, player.ended]).toEqual([['trade 0', 'trade 30', 'second 30'], false, false]);
    expect(player.state().notes).toEqual([`The replay stopped at 2026-11-23T15:00:30Z: ${reason}`]);
  });

  test('a step under way is not begun twice', async () => {
    const { player, log } = await opened({ events: ticks(0, 60), to: second(MINUTE / SECOND) });
    player.play();
    await Promise.all([player.step(), player.step()]);
    expect(log).toEqual([
      'trade 0',
      'minute 60, stands at 59.999999',
      'trade 60',
      'minute 120, stands at 60',
      'second 60',
    ]);
  });
});
