import { describe } from 'vitest';
import { type Case, chain, playAll, settle } from '../cases.ts';

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

describe('demand', () => playAll(demand));
