import { describe, expect } from 'vitest';
import { type Case, playAll, settle } from './cases.ts';

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

describe('policies', () => playAll(policies));
