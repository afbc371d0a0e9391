import { expect, test } from 'vitest';
import { Outbox } from '../../../core/venue/outbox.ts';

test('what is told while a batch is told comes behind it', () => {
  const outbox = new Outbox<string>();
  const heard: string[] = [];
  outbox.onEvents((events) => {
    if (events.includes('first')) outbox.emit('answer');
    outbox.dispatch();
  });
  outbox.onEvents((events) => heard.push(events.join(' ')));
  outbox.emit('first');
  outbox.emit('second');
  outbox.dispatch();
  expect(heard).toEqual(['first second', 'answer']);
});

test('a listener that throws keeps nothing from the others', () => {
  const outbox = new Outbox<string>();
  const heard: string[] = [];
  outbox.onEvents(([event]) => {
    if (event === 'first') outbox.emit('later');
    throw new Error(`${event} is too much`);
  });
  outbox.onEvents((events) => heard.push(...events));
  outbox.emit('first');
  expect(() => outbox.dispatch()).toThrow('first is too much');
  expect(heard).toEqual(['first', 'later']);
  outbox.emit('next');
  expect(() => outbox.dispatch()).toThrow('next is too much');
  expect(heard).toEqual(['first', 'later', 'next']);
});
