import { describe, expect, test } from 'vitest';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import { machineClock } from '../../../core/clock.ts';
import { SECOND } from '../../../core/model/time.ts';
import { ReplayClock } from '../../../core/replay/clock.ts';
import { ReplayVenue } from '../../../core/venue/replay/venue.ts';
import { ReplayDriver } from '../../../server/desk/replay-driver.ts';
import { ES } from '../../core/venue/paper/instruments.ts';
import { recordingOf, START, second, trade } from '../../core/venue/replay/scene.ts';

interface Gate {
  /** Resolves when the end of a minute is waited for. */
  readonly reached: Promise<void>;
  open(): void;
}

/** An hour with a trade each second; the first minute to end is waited for until the gate opens. */
async function opened({ fails = false } = {}) {
  const events = Array.from({ length: 3_600 }, (_, at) => trade(at, 100, 1, 'buy'));
  const recording = recordingOf(events);
  const clock = new ReplayClock({ machine: machineClock, from: recording.from, to: recording.to, speed: 'max' });
  const venue = new ReplayVenue({ recording, instruments: [ES], clock, idPrefix: 'R' });
  await venue.connect();
  let reach = () => {};
  let open = () => {};
  const gate: Gate = { reached: new Promise((done) => (reach = done)), open: () => open() };
  const isOpen = new Promise<void>((done) => (open = done));
  const failures: unknown[] = [];
  const driver = new ReplayDriver({
    recording,
    run: 'replay-1',
    venue,
    clock,
    machine: machineClock,
    calendars: calendarsByRule,
    hooks: {
      async minute() {
        reach();
        await isOpen;
        if (fails) throw new Error('no minute');
      },
      second: () => {},
      failed: (error) => failures.push(error),
    },
  });
  const stands = () => (driver.state().position - START) / SECOND;
  return { driver, gate, failures, stands };
}

describe('jumps of a replay', () => {
  test('a later jump takes the place of an earlier one that goes farther, and both come to their end there', async () => {
    const { driver, gate, stands } = await opened();
    const far = driver.jumpTo(second(3_000));
    await gate.reached;
    const near = driver.jumpTo(second(61));
    gate.open();
    await Promise.all([far, near]);
    expect(stands()).toBeGreaterThanOrEqual(61);
    expect(driver.state().playing).toBe(false);
    const rested = stands();
    await driver.step();
    expect(stands()).toBe(rested);
  });

  test('a jump to where it stands ends the one under way', async () => {
    const { driver, gate, stands } = await opened();
    const far = driver.jumpTo(second(3_000));
    await gate.reached;
    await driver.jumpTo(driver.state().position);
    gate.open();
    await far;
    expect(stands()).toBeLessThan(3_000);
  });

  test('stopping ends a jump at the step that is under way, and nothing happens afterwards', async () => {
    const { driver, gate, stands } = await opened();
    driver.start();
    const jump = driver.jumpTo(second(3_000));
    await gate.reached;
    const stopped = driver.stop();
    gate.open();
    await Promise.all([jump, stopped]);
    const rested = stands();
    expect(rested).toBeLessThan(121);
    await driver.jumpTo(second(3_500));
    driver.play();
    await driver.step();
    expect([stands(), driver.state().playing]).toEqual([rested, false]);
  });

  test('what goes wrong ends a jump, is told once and refuses the next jump with its sentence', async () => {
    const { driver, gate, failures } = await opened({ fails: true });
    gate.open();
    await driver.jumpTo(second(3_000));
    expect(failures).toEqual([new Error('no minute')]);
    const sentence = 'The replay stopped at 2026-11-23T15:00:59Z: no minute';
    expect(driver.state().notes).toEqual([sentence]);
    await expect(driver.jumpTo(second(3_100))).rejects.toThrow(sentence);
    await driver.stop();
    expect(failures).toHaveLength(1);
  });
});
