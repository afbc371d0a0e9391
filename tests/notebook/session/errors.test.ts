import { describe, expect } from 'vitest';
import { type Case, chain, playAll, settle } from './cases.ts';

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

describe('failures', () => playAll(failures));
