import { describe, expect } from 'vitest';
import { type Case, playAll, settle } from '../cases.ts';

const sources: Case[] = [
  {
    name: 'what was lost is made again, and a value that is the same wakes no reader',
    notebook: { a: {}, b: { reads: ['a'] } },
    play(session) {
      session.watch('a', 'b');
      settle(session, { a: '1', b: '2' });
      session.took();
      session.lose('a', 'gone');
      expect(session.ran()).toEqual(['start a 2 give']);
      session.answer('a', '1');
    },
    ran: ['show a 2'],
    faces: { a: 'current idle', b: 'current idle' },
  },
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
    name: 'a cell waits for what moves two steps above it, though nothing has come of that yet',
    notebook: {
      a: { reads: ['s'], pace: 50 },
      c: { reads: ['a'] },
      d: { reads: ['c'], pace: 50 },
      e: { reads: ['a', 'd'] },
    },
    play(session) {
      session.watch('e');
      settle(session, { a: '1', c: '1', d: '1', e: '1' });
      session.touch(1);
      session.wait(50);
      session.answer('a', '2');
      session.took();
      session.wait(950);
    },
    ran: ['start c 2 give'],
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

describe('sources', () => playAll(sources));
