import { expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { instant, SECOND } from '../../../core/model/time.ts';
import { Breaker, breakerSettings } from '../../../core/trace/breaker.ts';

const start = instant(1_700_000_000_000_000);

/** What is done, a word each; a call that is admitted succeeds or fails. */
type Deed = 'works' | 'fails' | 'rests' | 'waits a second';

function after(deeds: readonly Deed[]) {
  const clock = new ManualClock(start);
  const breaker = new Breaker(() => clock.now());
  for (const deed of deeds) {
    if (deed === 'rests') clock.advance(breakerSettings.rest);
    else if (deed === 'waits a second') clock.advance(SECOND);
    else if (!breaker.admit()) continue;
    else if (deed === 'works') breaker.succeeded();
    else breaker.failed();
  }
  const { openedAt, ...state } = breaker.state();
  return { ...state, openedAfter: openedAt === undefined ? undefined : (openedAt - start) / SECOND };
}

const fresh = { state: 'closed', failures: 0, successes: 0, calls: 0, rejected: 0, opened: 0, openedAfter: undefined };
const threeFailures: Deed[] = ['fails', 'fails', 'fails'];
const opened = { ...fresh, state: 'open', failures: 3, calls: 3, opened: 1, openedAfter: 0 };

test.each<[string, Deed[], object]>([
  ['nothing yet', [], fresh],
  ['a call that works', ['works'], { ...fresh, calls: 1 }],
  ['two failures', ['fails', 'fails'], { ...fresh, failures: 2, calls: 2 }],
  [
    'failures that are not in a row',
    ['fails', 'fails', 'works', 'fails', 'fails'],
    { ...fresh, failures: 2, calls: 5 },
  ],
  ['three failures in a row', threeFailures, opened],
  ['25 calls while it is open', [...threeFailures, ...Array<Deed>(25).fill('works')], { ...opened, rejected: 25 }],
  ['almost a rest', [...threeFailures, ...Array<Deed>(29).fill('waits a second'), 'works'], { ...opened, rejected: 1 }],
  [
    'a rest and a call that works',
    [...threeFailures, 'rests', 'works'],
    { ...opened, state: 'half_open', failures: 0, successes: 1, calls: 4 },
  ],
  [
    'a rest and two calls that work',
    [...threeFailures, 'rests', 'works', 'works'],
    { ...opened, state: 'closed', failures: 0, successes: 2, calls: 5 },
  ],
  [
    'a rest and a call that fails',
    [...threeFailures, 'rests', 'fails', 'works'],
    { ...opened, failures: 4, calls: 4, rejected: 1, opened: 2, openedAfter: 30 },
  ],
  [
    'a rest, a call that works and one that fails',
    [...threeFailures, 'rests', 'works', 'fails', 'works'],
    { ...opened, failures: 1, successes: 1, calls: 5, rejected: 1, opened: 2, openedAfter: 30 },
  ],
])('after %s', (_name, deeds, state) => {
  expect(after(deeds)).toEqual(state);
});

test('a call that fails late, after others opened it, opens it no second time', () => {
  const breaker = new Breaker(() => start);
  for (let n = 0; n < 4; n += 1) breaker.admit();
  for (let n = 0; n < 4; n += 1) breaker.failed();
  expect(breaker.state()).toMatchObject({ state: 'open', failures: 3, opened: 1 });
});

test('after a rest no more calls are let through at once than it says, and one that told nothing makes room', () => {
  const clock = new ManualClock(start);
  const breaker = new Breaker(() => clock.now(), { failures: 1, rest: SECOND, successes: 2, probes: 1 });
  expect([breaker.restsUntil(), breaker.admit(), breaker.failed()]).toEqual([undefined, true, undefined]);
  expect([breaker.restsUntil(), breaker.admit()]).toEqual([start + SECOND, false]);
  clock.advance(SECOND);
  expect([breaker.restsUntil(), breaker.admit(), breaker.admit()]).toEqual([undefined, true, false]);
  breaker.untold();
  expect([breaker.admit(), breaker.admit()]).toEqual([true, false]);
  breaker.succeeded();
  expect([breaker.admit(), breaker.state().state]).toEqual([true, 'half_open']);
  breaker.succeeded();
  expect([breaker.admit(), breaker.admit(), breaker.state().state]).toEqual([true, true, 'closed']);
});
