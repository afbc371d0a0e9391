import { describe, expect, it } from 'vitest';
import { Play, type Written } from './play.ts';

interface Case {
  readonly name: string;
  readonly notebook: Record<string, Written>;
  readonly play: (session: Play) => void;
  /** Starts, interruptions and shown frames of the last step. */
  readonly ran?: readonly string[];
  readonly faces?: Record<string, string>;
}

const chain = { a: { reads: ['s'] }, b: { reads: ['a'] }, c: { reads: ['b'] } };
const settle = (session: Play, values: Record<string, string>): void => {
  for (const [id, hash] of Object.entries(values)) session.answer(id, hash);
  session.took();
};

const demand: Case[] = [
  {
    name: 'nothing runs unwatched',
    notebook: chain,
    play: () => {},
    faces: { a: 'fresh idle', b: 'fresh idle', c: 'fresh idle' },
  },
  {
    name: 'what is watched runs with what it reads, in order',
    notebook: chain,
    play: (session) => session.watch('b'),
    ran: ['start a 1 give'],
    faces: { a: 'fresh running', b: 'fresh queued', c: 'fresh idle' },
  },
  {
    name: 'a reader starts once what it reads has its first value',
    notebook: chain,
    play(session) {
      session.watch('b');
      session.took();
      session.frame('a', '1');
    },
    ran: ['show a 1', 'start b 1 give'],
    faces: { a: 'current idle', b: 'fresh running', c: 'fresh idle' },
  },
  {
    name: 'a diamond waits for both sides',
    notebook: { a: {}, b: { reads: ['a'] }, c: { reads: ['a'] }, d: { reads: ['b', 'c'] } },
    play(session) {
      session.watch('d');
      session.answer('a', '1');
      session.answer('b', '1');
      session.took();
      session.answer('c', '1');
    },
    ran: ['show c 1', 'start d 1'],
  },
  {
    name: 'what nobody wants any more is not started',
    notebook: chain,
    play(session) {
      session.watch('b');
      session.unwatch('b');
      session.took();
      session.answer('a', '1');
    },
    ran: ['show a 1'],
    faces: { a: 'current idle', b: 'fresh idle', c: 'fresh idle' },
  },
  {
    name: 'two watch, one leaves',
    notebook: { a: {} },
    play(session) {
      session.watch('a');
      session.watch('a');
      session.unwatch('a');
      session.took();
      session.edit('a', { text: 'new' });
    },
    ran: ['interrupt a 1', 'start a 2'],
  },
  {
    name: 'a live cell goes on for ten seconds after the last has left',
    notebook: { a: {} },
    play(session) {
      session.watch('a');
      session.frame('a', '1');
      session.unwatch('a');
      session.wait(9_999);
      session.took();
      session.wait(1);
    },
    ran: ['interrupt a 1'],
    faces: { a: 'stale idle' },
  },
  {
    name: 'and goes on for good when somebody comes back',
    notebook: { a: {} },
    play(session) {
      session.watch('a');
      session.frame('a', '1');
      session.unwatch('a');
      session.wait(9_000);
      session.watch('a');
      session.took();
      session.wait(60_000);
    },
    ran: [],
    faces: { a: 'current idle' },
  },
  {
    name: 'one that was stopped begins anew when somebody comes back',
    notebook: { a: {} },
    play(session) {
      session.watch('a');
      session.frame('a', '1');
      session.unwatch('a');
      session.wait(10_000);
      session.took();
      session.watch('a');
    },
    ran: ['start a 2'],
    faces: { a: 'stale running' },
  },
  {
    name: 'a first reader makes a cell run again to give its relation',
    notebook: { a: {}, b: {} },
    play(session) {
      session.watch('a', 'b');
      settle(session, { a: '1', b: '1' });
      session.edit('b', { reads: ['a'] });
    },
    ran: ['start a 2 give'],
  },
];

const running: Case[] = [
  {
    name: 'an edit interrupts the run and starts another',
    notebook: { a: {} },
    play(session) {
      session.watch('a');
      session.took();
      session.edit('a', { text: 'new' });
    },
    ran: ['interrupt a 1', 'start a 2'],
  },
  {
    name: 'a frame of an overtaken run is dropped',
    notebook: { a: {} },
    play(session) {
      session.watch('a');
      session.edit('a', { text: 'new' });
      session.took();
      session.frame('a', 'old', 1);
      session.finish('a', 1);
    },
    ran: [],
    faces: { a: 'fresh running' },
  },
  {
    name: 'an equal value wakes no reader',
    notebook: chain,
    play(session) {
      session.watch('c');
      settle(session, { a: '1', b: '1', c: '1' });
      session.edit('a', { reads: ['s'], text: 'new' });
      session.answer('a', '1');
    },
    ran: ['start a 2 give', 'show a 2'],
    faces: { a: 'current idle', b: 'current idle', c: 'current idle' },
  },
  {
    name: 'a value equal half way down stops there',
    notebook: chain,
    play(session) {
      session.watch('c');
      settle(session, { a: '1', b: '1', c: '1' });
      session.edit('a', { reads: ['s'], text: 'new' });
      session.answer('a', '2');
      session.answer('b', '1');
    },
    ran: ['start a 2 give', 'show a 2', 'start b 2 give', 'show b 2'],
  },
  {
    name: 'below an edit all is stale until it has run',
    notebook: chain,
    play(session) {
      session.watch('c');
      settle(session, { a: '1', b: '1', c: '1' });
      session.edit('a', { reads: ['s'], text: 'new' });
    },
    ran: ['start a 2 give'],
    faces: { a: 'stale running', b: 'stale idle', c: 'stale idle' },
  },
  {
    name: 'an input overtakes its readers at once',
    notebook: { day: { gives: '$day' }, q: { reads: ['$day'] } },
    play(session) {
      session.watch('q');
      session.answer('day', '1');
      session.took();
      session.do({ type: 'input_set', cell: 'day' });
    },
    ran: ['start day 2 give', 'interrupt q 1'],
    faces: { day: 'stale running', q: 'fresh queued' },
  },
  {
    name: 'an input wakes exactly its readers',
    notebook: { day: { gives: '$day' }, q: { reads: ['$day'] }, r: {}, u: { reads: ['q'] } },
    play(session) {
      session.watch('q', 'r', 'u');
      settle(session, { day: '1', r: '1', q: '1', u: '1' });
      session.do({ type: 'input_set', cell: 'day' });
      session.answer('day', '2');
      session.answer('q', '1');
    },
    ran: ['start day 2 give', 'show day 2', 'start q 2 give', 'show q 2'],
  },
  {
    name: 'a property taken from an input is analysed anew before the cell runs',
    notebook: { day: { gives: '$day' }, q: { reads: ['$day'], inputs: ['day'] } },
    play(session) {
      session.watch('q');
      settle(session, { day: '1', q: '1' });
      session.do({ type: 'input_set', cell: 'day' });
      expect(session.took()).toContain('analyse q');
      session.answer('day', '2');
    },
    ran: ['show day 2', 'start q 2'],
  },
  {
    name: 'a run without a value is a fault',
    notebook: { a: {} },
    play(session) {
      session.watch('a');
      session.took();
      session.finish('a');
    },
    ran: [],
    faces: { a: 'failed idle internal' },
  },
];

const failures: Case[] = [
  {
    name: 'a failure stops what is below it and nothing else',
    notebook: { ...chain, d: {} },
    play(session) {
      session.watch('c', 'd');
      session.took();
      session.fail('a');
    },
    ran: [],
    faces: { a: 'failed idle query', b: 'failed idle upstream', c: 'failed idle upstream', d: 'fresh running' },
  },
  {
    name: 'after a failure mended with the value of before nothing below runs again',
    notebook: chain,
    play(session) {
      session.watch('c');
      settle(session, { a: '1', b: '1', c: '1' });
      session.edit('a', { reads: ['s'], text: 'bad' });
      session.fail('a');
      expect(session.faces()).toEqual({ a: 'failed idle query', b: 'failed idle upstream', c: 'failed idle upstream' });
      session.took();
      session.edit('a', { reads: ['s'], text: 'good' });
      session.answer('a', '1');
    },
    ran: ['start a 3 give', 'show a 3'],
    faces: { a: 'current idle', b: 'current idle', c: 'current idle' },
  },
  {
    name: 'the same inputs are not tried twice',
    notebook: { a: { reads: ['s'] }, b: {} },
    play(session) {
      session.watch('a');
      session.fail('a');
      session.took();
      session.watch('b');
      session.wait(60_000);
    },
    ran: ['start b 1'],
  },
  {
    name: 'a source that moves on tries a failed cell again, at its pace',
    notebook: { a: { reads: ['s'] } },
    play(session) {
      session.watch('a');
      session.fail('a');
      session.took();
      session.touch(1);
      expect(session.ran()).toEqual([]);
      session.wait(1_000);
    },
    ran: ['start a 2'],
    faces: { a: 'failed running query' },
  },
  {
    name: 'a run by hand tries again what failed above',
    notebook: chain,
    play(session) {
      session.watch('c');
      session.fail('a');
      session.took();
      session.do({ type: 'asked', cell: 'c' });
    },
    ran: ['start a 2 give'],
  },
  {
    name: 'a failure above interrupts what runs below',
    notebook: { ...chain, x: {}, b: { reads: ['a', 'x'] } },
    play(session) {
      session.watch('b');
      session.answer('a', '1');
      session.answer('x', '1');
      session.took();
      session.edit('a', { reads: ['s'], text: 'bad' });
      session.fail('a');
    },
    ran: ['start a 2 give', 'interrupt b 1'],
    faces: { a: 'failed idle query', b: 'failed idle upstream', c: 'failed idle upstream', x: 'current idle' },
  },
  {
    name: 'a ring shows in its cells and what is below it; the rest runs',
    notebook: { a: { reads: ['b'] }, b: { reads: ['a'] }, c: { reads: ['b'] }, d: {} },
    play: (session) => session.watch('a', 'b', 'c', 'd'),
    ran: ['start d 1'],
    faces: { a: 'failed idle cycle', b: 'failed idle cycle', c: 'failed idle upstream', d: 'fresh running' },
  },
  {
    name: 'a ring that is opened runs',
    notebook: { a: { reads: ['b'] }, b: { reads: ['a'] } },
    play(session) {
      session.watch('b');
      session.edit('a', {});
    },
    ran: ['start a 1 give'],
    faces: { a: 'fresh running', b: 'fresh queued' },
  },
  {
    name: 'two givers of a name fail, and their readers wait',
    notebook: { a: { gives: 'x' }, b: { gives: 'x' }, c: { reads: ['x'] }, d: {} },
    play: (session) => session.watch('a', 'c', 'd'),
    ran: ['start d 1'],
    faces: { a: 'failed idle duplicate', b: 'failed idle duplicate', c: 'failed idle upstream', d: 'fresh running' },
  },
  {
    name: 'a name that nothing has',
    notebook: { a: { reads: ['nowhere'] }, b: { reads: ['$nobody'] } },
    play: (session) => session.watch('a', 'b'),
    ran: [],
    faces: { a: 'failed idle unknown_name', b: 'failed idle unknown_name' },
  },
  {
    name: 'a cell that goes leaves its readers without a name, one that comes back is run anew',
    notebook: { a: {}, b: { reads: ['a'] } },
    play(session) {
      session.watch('b');
      settle(session, { a: '1', b: '1' });
      session.write({ b: { reads: ['a'] } });
      expect(session.faces()).toEqual({ b: 'failed idle unknown_name' });
      session.took();
      session.write({ a: {}, b: { reads: ['a'] } });
      session.answer('a', '1');
    },
    ran: ['start a 1 give', 'show a 1', 'start b 2'],
  },
  {
    name: 'a fault of the text keeps a cell from running and its readers waiting',
    notebook: { a: { fault: { code: 'unknown_kind', message: 'no such kind' } }, b: { reads: ['a'] } },
    play: (session) => session.watch('b'),
    ran: [],
    faces: { a: 'failed idle unknown_kind', b: 'failed idle upstream' },
  },
];

const sources: Case[] = [
  {
    name: 'a first touch after quiet wakes at once',
    notebook: { a: { reads: ['s'] } },
    play(session) {
      session.watch('a');
      settle(session, { a: '1' });
      session.at = 5_000;
      session.touch(1);
    },
    ran: ['start a 2'],
    faces: { a: 'current running' },
  },
  {
    name: 'a touch right after a run waits for the pace and asks to be woken then',
    notebook: { a: { reads: ['s'], pace: 200 } },
    play(session) {
      session.watch('a');
      settle(session, { a: '1' });
      session.at = 50;
      session.touch(1);
      expect(session.took()).toEqual(['wake 200']);
      session.at = 199;
      session.touch(2);
      expect(session.took()).toEqual([]);
      session.wait(1);
    },
    ran: ['start a 2'],
  },
  {
    name: 'a touch during a run does not interrupt it; the next follows as soon as the pace allows',
    notebook: { a: { reads: ['s'] } },
    play(session) {
      session.watch('a');
      session.took();
      session.at = 1_500;
      session.touch(1);
      expect(session.ran()).toEqual([]);
      session.answer('a', '1');
    },
    ran: ['show a 1', 'start a 2'],
  },
  {
    name: 'a live cell follows its sources by itself',
    notebook: { a: { reads: ['s'] } },
    play(session) {
      session.watch('a');
      session.frame('a', '1');
      session.took();
      session.touch(1);
      session.wait(5_000);
    },
    ran: [],
    faces: { a: 'current idle' },
  },
  {
    name: 'a live cell wakes its readers at their pace',
    notebook: { a: { reads: ['s'] }, b: { reads: ['a'], pace: 100 } },
    play(session) {
      session.watch('b');
      session.frame('a', '1');
      session.answer('b', '1');
      session.took();
      session.at = 40;
      session.frame('a', '2');
      session.frame('a', '3');
      expect(session.ran()).toEqual(['show a 1', 'show a 1']);
      session.wait(60);
    },
    ran: ['start b 2'],
  },
  {
    name: 'a frame of a live cell equal to the last one is not shown',
    notebook: { a: {} },
    play(session) {
      session.watch('a');
      session.frame('a', '1');
      session.took();
      session.frame('a', '1');
    },
    ran: [],
  },
  {
    name: 'a slow cell that sources wake again and again lets its reader go first',
    notebook: { a: { reads: ['s'] }, b: { reads: ['a', 's'] } },
    play(session) {
      session.watch('b');
      session.at = 2_000;
      session.touch(1);
      session.answer('a', '1');
      session.took();
      session.at = 4_000;
      session.touch(2);
      session.answer('b', '1');
      expect(session.ran()).toEqual(['show b 1']);
      session.answer('a', '2');
    },
    ran: ['show a 2', 'start b 2', 'start a 3 give'],
  },
  {
    name: 'a source nobody looks at wakes nobody',
    notebook: { a: { reads: ['s'] } },
    play(session) {
      session.watch('a');
      settle(session, { a: '1' });
      session.unwatch('a');
      session.wait(60_000);
      session.touch(1);
    },
    ran: [],
    faces: { a: 'stale idle' },
  },
];

const policies: Case[] = [
  {
    name: 'a lazy cell has its first value like any other',
    notebook: { a: { policy: 'lazy' } },
    play: (session) => session.watch('a'),
    ran: ['start a 1'],
  },
  {
    name: 'then it goes stale, its readers too',
    notebook: { a: { policy: 'lazy', reads: ['s'] }, b: { reads: ['a'] } },
    play(session) {
      session.watch('b');
      settle(session, { a: '1', b: '1' });
      session.at = 5_000;
      session.touch(1);
    },
    ran: [],
    faces: { a: 'stale idle', b: 'stale idle' },
  },
  {
    name: 'until somebody runs it, or what reads it',
    notebook: { a: { policy: 'lazy', reads: ['s'] }, b: { reads: ['a'] } },
    play(session) {
      session.watch('b');
      settle(session, { a: '1', b: '1' });
      session.touch(1);
      session.do({ type: 'asked', cell: 'b' });
      session.answer('a', '2');
    },
    ran: ['start a 2 give', 'show a 2', 'start b 2'],
  },
  {
    name: 'run stale runs what waits for a person and nothing that is current',
    notebook: { a: { policy: 'lazy', reads: ['s'] }, b: {}, c: { unknown: 'PIVOT' } },
    play(session) {
      session.watch('a', 'b', 'c');
      settle(session, { a: '1', b: '1' });
      session.touch(1);
      session.do({ type: 'asked_stale' });
    },
    ran: ['start a 2', 'start c 1'],
  },
  {
    name: 'a cell of unknown dependencies runs by hand only',
    notebook: { a: { unknown: 'PIVOT' }, b: { reads: ['a'] } },
    play: (session) => session.watch('a', 'b'),
    ran: [],
    faces: { a: 'fresh idle', b: 'fresh idle' },
  },
  {
    name: 'a frozen cell counts what it does not take',
    notebook: { a: { policy: 'frozen', reads: ['s'] } },
    play(session) {
      session.watch('a');
      settle(session, { a: '1' });
      session.at = 1_000;
      session.touch(1);
      session.at = 1_500;
      session.touch(2);
      session.wait(500);
    },
    ran: [],
    faces: { a: 'stale idle +2' },
  },
  {
    name: 'a frozen live cell holds its value and counts frames',
    notebook: { a: { policy: 'frozen' } },
    play(session) {
      session.watch('a');
      session.frame('a', '1');
      session.took();
      session.frame('a', '2');
      session.frame('a', '3');
    },
    ran: [],
    faces: { a: 'stale idle +2' },
  },
  {
    name: 'once thawed it takes the newest',
    notebook: { a: { policy: 'frozen' } },
    play(session) {
      session.watch('a');
      session.frame('a', '1');
      session.frame('a', '2');
      session.took();
      session.edit('a', {});
    },
    ran: ['interrupt a 1', 'start a 2'],
  },
  {
    name: 'an interruption by hand holds until a person changes something',
    notebook: { a: { reads: ['s'] } },
    play(session) {
      session.watch('a');
      session.do({ type: 'interrupted', cell: 'a' });
      session.took();
      session.at = 5_000;
      session.touch(1);
      session.wait(5_000);
      expect(session.ran()).toEqual([]);
      session.edit('a', { reads: ['s'], text: 'new' });
    },
    ran: ['start a 2'],
  },
];

describe.each([
  ['demand', demand],
  ['runs', running],
  ['failures', failures],
  ['sources', sources],
  ['policies', policies],
])('%s', (_, cases) => {
  it.each(cases)('$name', ({ notebook, play, ran, faces }) => {
    const session = new Play(notebook);
    play(session);
    if (ran) expect(session.ran()).toEqual(ran);
    if (faces) expect(session.faces()).toEqual(faces);
  });
});

describe('every action of a change', () => {
  it('is given in order, with the faces that changed and the next wake', () => {
    const session = new Play({ a: { reads: ['s'] }, b: { reads: ['a'] } });
    session.watch('b');
    expect(session.took()).toEqual(['start a 1 give', 'publish a b']);
    session.frame('a', '1');
    expect(session.took()).toEqual(['show a 1', 'start b 1', 'publish a b']);
    session.finish('a');
    expect(session.took()).toEqual([]);
    session.answer('b', '1');
    expect(session.took()).toEqual(['show b 1', 'publish b']);
    session.at = 10;
    session.touch(1);
    expect(session.took()).toEqual(['wake 1000']);
    session.write({ b: {} });
    expect(session.took()).toEqual(['forget a', 'analyse b', 'publish b', 'wake null', 'start b 2', 'publish b']);
  });

  it('says the error with its path and what to do', () => {
    const session = new Play({ a: { reads: ['b'] }, b: { reads: ['a'] }, c: { reads: ['b'] }, d: { reads: ['$x'] } });
    expect(['a', 'c', 'd'].map((id) => session.cell(id).face.error)).toEqual([
      {
        code: 'cycle',
        message: 'These cells read each other: a → b → a.',
        hint: 'Take one of these reads out; the rest of the notebook runs.',
        path: ['a', 'b', 'a'],
      },
      {
        code: 'upstream',
        message: 'It waits for b, which has an error.',
        hint: 'Mend b; this cell runs again by itself.',
        path: ['b'],
      },
      {
        code: 'unknown_name',
        message: 'Nothing is called $x: no cell of this notebook gives it and no source has that name.',
        hint: 'Add an input cell named x, or take $x out.',
      },
    ]);
  });
});
