import { describe, expect } from 'vitest';
import { type Case, chain, playAll, settle } from '../cases.ts';

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
    name: 'an input that is set while it runs begins anew, and what it had begun is dropped',
    notebook: { day: { gives: '$day' }, q: { reads: ['$day'] } },
    play(session) {
      session.watch('q');
      session.took();
      session.do({ type: 'input_set', cell: 'day' });
    },
    ran: ['interrupt day 1', 'start day 2 give'],
  },
  {
    name: 'a property of an input that the day moves is analysed anew',
    notebook: {
      ends: { gives: ['$ends_from', '$ends_to'], reads: ['s'] },
      q: { reads: ['$ends_to'], inputs: ['ends_to'] },
    },
    play(session) {
      session.watch('q');
      settle(session, { ends: '1', q: '1' });
      session.wait(1_000);
      session.touch(1);
      session.wait(1_000);
      session.answer('ends', '2');
      expect(session.took()).toEqual(expect.arrayContaining(['analyse q', 'start q 2']));
    },
    ran: [],
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

describe('runs', () => playAll(running));
