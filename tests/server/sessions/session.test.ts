import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Console, cellOf, eventsOf, saidBy, startConsole, until } from './console.ts';

let desk: Console;
beforeEach(async () => {
  desk = await startConsole();
});
afterEach(() => desk.end());

const cell = (kind: string, id: string, body: string, options = ''): string =>
  `\`\`\`${kind} ${id}${options}\n${body}\n\`\`\`\n\n`;

describe('a session', () => {
  it('runs nothing until somebody looks, and then what is watched with what it reads', async () => {
    const session = await desk.open(
      'a',
      cell('probe', 'one', 'say: one') + cell('probe', 'two', 'reads: [one]') + cell('probe', 'three', 'say: three'),
    );
    expect(session.snapshot().cells.map(({ validity }) => validity)).toEqual(['fresh', 'fresh', 'fresh']);
    const stop = session.watch(['two']);
    await until(session, () => saidBy(session, 'two') === 'one', 'two');
    expect(desk.log).toEqual(['start one', 'end one', 'start two', 'end two']);
    expect(cellOf(session, 'two')).toMatchObject({
      validity: 'current',
      activity: 'idle',
      error: null,
      caption: '3 letters',
      reads: ['one'],
      gives: 'two',
      at: 1_800_000_000_000,
    });
    stop();
  });

  it('runs again exactly the readers of a cell that was edited', async () => {
    const session = await desk.open(
      'a',
      cell('probe', 'one', 'say: one') +
        cell('probe', 'two', 'reads: [one]') +
        cell('probe', 'three', 'reads: [two]') +
        cell('probe', 'other', 'say: other'),
    );
    await session.settled();
    session.watch('all');
    desk.log.length = 0;
    await session.edit({ type: 'set_body', cell: 'one', body: 'say: uno' });
    await until(session, () => saidBy(session, 'three') === 'uno', 'three');
    expect(desk.log.filter((line) => line.startsWith('start'))).toEqual(['start one', 'start two', 'start three']);
  });

  it('wakes nobody with a value equal to the last one', async () => {
    const session = await desk.open('a', cell('probe', 'one', 'say: one') + cell('probe', 'two', 'reads: [one]'));
    session.watch('all');
    await session.settled();
    desk.log.length = 0;
    await session.edit({ type: 'set_body', cell: 'one', body: '# the same\nsay: one' });
    await until(session, () => desk.log.includes('end one'), 'one');
    await session.settled();
    expect(desk.log).toEqual(['start one', 'end one']);
  });

  it('gives an input to exactly its readers, also where it stands in a property', async () => {
    const session = await desk.open(
      'a',
      cell('input', 'who', 'type: text\ndefault: Ann') +
        cell('probe', 'asks', 'asks: [who]') +
        cell('probe', 'takes', 'from: $who') +
        cell('probe', 'apart', 'say: apart'),
    );
    session.watch('all');
    await session.settled();
    expect([saidBy(session, 'asks'), saidBy(session, 'takes')]).toEqual(['who=Ann', 'Ann who=Ann']);
    desk.log.length = 0;
    await session.setInput('who', 'Bob');
    await until(session, () => saidBy(session, 'takes') === 'Bob who=Bob', 'takes');
    await session.settled();
    expect(saidBy(session, 'asks')).toBe('who=Bob');
    expect(desk.log.filter((line) => line.startsWith('start')).sort()).toEqual(['start asks', 'start takes']);
    expect(session.snapshot().inputs).toEqual({ who: { type: 'text', value: 'Bob' } });
    expect((await desk.reopen('a')).snapshot().inputs).toEqual({ who: { type: 'text', value: 'Bob' } });
  });

  it('interrupts an overtaken run and never shows its frame', async () => {
    const session = await desk.open(
      'a',
      cell('input', 'who', 'type: text\ndefault: Ann') + cell('probe', 'asks', 'asks: [who]\ngate: slow'),
    );
    const events = eventsOf(session);
    session.watch('all');
    await until(session, () => desk.gates.has('slow'), 'the first run');
    await session.setInput('who', 'Bob');
    await until(session, () => desk.log.filter((line) => line === 'start asks').length === 2, 'the second run');
    desk.gates.open('slow');
    await until(session, () => saidBy(session, 'asks') !== undefined, 'a value');
    const shown = events.flatMap((event) =>
      event.type === 'frame' && event.frame.cell === 'asks' && event.frame.value !== undefined
        ? [event.frame.value]
        : [],
    );
    expect(shown).toEqual([{ text: 'who=Bob' }]);
    expect(desk.log.filter((line) => line.startsWith('abort'))).toEqual(['abort asks']);
  });

  it('shows errors in the cells concerned while the rest runs', async () => {
    const session = await desk.open(
      'a',
      cell('probe', 'ring', 'reads: [back]') +
        cell('probe', 'back', 'reads: [ring]') +
        cell('probe', 'below', 'reads: [back]') +
        cell('probe', 'twice', 'say: x') +
        cell('probe', 'twice', 'say: y') +
        cell('probe', 'lost', 'reads: [nowhere]') +
        cell('probe', 'asks', 'asks: [nobody]') +
        cell('probe', 'bad', 'sey: x') +
        cell('probe', 'worse', 'say: [') +
        cell('weather', 'sky', 'x: 1') +
        cell('probe', 'bug', 'fail: throw') +
        cell('probe', 'fine', 'say: fine'),
    );
    const { cells } = await session.settled({ timeoutMilliseconds: 2_000 });
    expect(
      Object.fromEntries(
        cells.map(({ id, validity, error }) => [id, error ? `${error.code} ${error.path ?? ''}`.trim() : validity]),
      ),
    ).toEqual({
      ring: 'cycle ring,back,ring',
      back: 'cycle back,ring,back',
      below: 'upstream back',
      twice: 'duplicate twice,twice-2',
      'twice-2': 'duplicate',
      lost: 'unknown_name',
      asks: 'unknown_name',
      bad: 'props',
      worse: 'syntax',
      sky: 'unknown_kind',
      bug: 'internal',
      fine: 'current',
    });
    expect(desk.failures).toHaveLength(1);
  });

  it('keeps the last good value of a cell that fails and lets its readers wait', async () => {
    const session = await desk.open('a', cell('probe', 'one', 'say: one') + cell('probe', 'two', 'reads: [one]'));
    session.watch('all');
    await session.settled();
    desk.log.length = 0;
    await session.edit({ type: 'set_body', cell: 'one', body: 'fail: throw' });
    await until(session, () => cellOf(session, 'two')?.error?.code === 'upstream', 'upstream');
    expect([saidBy(session, 'one'), saidBy(session, 'two')]).toEqual(['one', 'one']);
    expect(desk.log).toEqual(['start one']);
    await session.edit({ type: 'set_body', cell: 'one', body: 'say: one' });
    await until(session, () => cellOf(session, 'two')?.validity === 'current', 'recovery');
    await session.settled();
    expect(desk.log).toEqual(['start one', 'start one', 'end one']);
  });

  it('follows a live cell, shows it as idle, and wakes its readers at their own pace', async () => {
    let count = 0;
    desk.bus.define('feed', () => count);
    const session = await desk.open(
      'a',
      cell('hot_probe', 'live', 'follow: feed') + cell('probe', 'slow', 'reads: [live]', ' every=100ms'),
    );
    session.watch('all');
    await session.settled();
    expect(cellOf(session, 'live')).toMatchObject({ validity: 'current', activity: 'idle', value: { text: 'feed 0' } });
    const began = performance.now();
    while (performance.now() - began < 450) {
      count += 1;
      desk.bus.touch('feed');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until(session, () => saidBy(session, 'live') === `feed ${count}`, 'the last value');
    await until(session, () => saidBy(session, 'slow') === `feed ${count}`, 'the last value below');
    const runs = desk.log.filter((line) => line === 'start slow').length;
    expect(runs).toBeGreaterThanOrEqual(3);
    expect(runs).toBeLessThanOrEqual(7);
    expect(desk.log.filter((line) => line === 'start live')).toHaveLength(1);
  });

  it('takes up an outside change without running what stayed the same', async () => {
    const session = await desk.open('a', cell('probe', 'one', 'say: one') + cell('probe', 'two', 'say: two'));
    session.watch('all');
    await session.settled();
    desk.log.length = 0;
    await desk.write(
      'a',
      cell('probe', 'three', 'say: three') + cell('probe', 'two', 'say: two') + cell('probe', 'one', 'say: eins'),
    );
    await until(
      session,
      () => saidBy(session, 'three') === 'three' && saidBy(session, 'one') === 'eins',
      'the new text',
    );
    expect(session.snapshot().cells.map(({ id }) => id)).toEqual(['three', 'two', 'one']);
    expect(desk.log.filter((line) => line.startsWith('start')).sort()).toEqual(['start one', 'start three']);
  });

  it('settles with lazy cells and those of unknown dependencies, unless told to leave them', async () => {
    const session = await desk.open(
      'a',
      cell('probe', 'idle', 'say: idle', ' policy=lazy') + cell('probe', 'hand', 'say: hand\nunknown: PIVOT'),
    );
    await session.settled({ waiting: false });
    expect([saidBy(session, 'idle'), saidBy(session, 'hand')]).toEqual(['idle', undefined]);
    await session.settled();
    expect(saidBy(session, 'hand')).toBe('hand');
  });

  it('gives up settling after the time it was given', async () => {
    const session = await desk.open('a', cell('probe', 'stuck', 'gate: never') + cell('probe', 'fine', 'say: fine'));
    const { cells } = await session.settled({ timeoutMilliseconds: 100 });
    expect(cells.map(({ activity, value }) => value ?? activity)).toEqual(['running', { text: 'fine' }]);
  });

  it('shows a frozen cell as it was, with how much it did not take', async () => {
    let count = 0;
    desk.bus.define('feed', () => count);
    const session = await desk.open('a', cell('hot_probe', 'live', 'follow: feed', ' policy=frozen'));
    session.watch('all');
    await session.settled();
    for (count = 1; count <= 3; count++) {
      desk.bus.touch('feed');
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await until(session, () => cellOf(session, 'live')?.pending === 3, 'three that wait');
    expect(cellOf(session, 'live')).toMatchObject({ validity: 'stale', value: { text: 'feed 0' } });
    await session.edit({ type: 'set_options', cell: 'live', options: { policy: null } });
    await until(session, () => saidBy(session, 'live') === 'feed 4', 'the newest');
  });

  it('refuses what is no value of an input, with a sentence, and keeps the one it has', async () => {
    const session = await desk.open(
      'a',
      cell('input', 'many', 'type: number\ndefault: 3') + cell('probe', 'x', 'say: x'),
    );
    await expect(session.setInput('many', 'lots')).rejects.toThrow(/lots/);
    await expect(session.setInput('x', '1')).rejects.toThrow('This notebook has no input called x.');
    expect(session.snapshot().inputs.many?.value).toBe(3);
  });

  it('says a bug of a kind in its cell and goes on', async () => {
    const session = await desk.open('a', cell('probe', 'bug', 'fail: throw') + cell('probe', 'fine', 'say: fine'));
    await session.settled();
    expect(cellOf(session, 'bug')?.error).toEqual({
      code: 'internal',
      message: 'bug failed: a bug',
      hint: 'This is a fault of the program, not of the notebook. The log has the details.',
    });
    expect(saidBy(session, 'fine')).toBe('fine');
  });

  it('interrupts a cell by hand and leaves it until it is run again', async () => {
    const session = await desk.open('a', cell('probe', 'slow', 'gate: slow'));
    session.watch('all');
    await until(session, () => desk.gates.has('slow'), 'the run');
    session.interrupt('slow');
    expect(cellOf(session, 'slow')).toMatchObject({ validity: 'fresh', activity: 'idle', error: null });
    session.run('slow');
    await until(session, () => desk.log.filter((line) => line === 'start slow').length === 2, 'the second run');
    desk.gates.open('slow');
    await until(session, () => saidBy(session, 'slow') === '', 'its value');
  });
});
