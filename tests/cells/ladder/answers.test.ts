import { describe, expect, it } from 'vitest';
import { Answers } from '../../../cells/ladder/answers.ts';

const rejected = (id: string) => ({ id, at: 0, ended: true, text: `${id} was rejected.` });
const kept = (id: string, at: number) => ({ id, at, ended: false, text: `${id} was not replaced.` });

describe('what the venue makes of what was asked for', () => {
  it('tells a refusal once, whichever of it and the reply comes first', () => {
    const answers = new Answers();
    answers.begin([]);
    expect(answers.next([rejected('a')])).toBeUndefined();
    answers.take({ clientOrderId: 'a', status: 'pending' });
    expect([answers.next([rejected('a')]), answers.next([rejected('a')])]).toEqual(['a was rejected.', undefined]);
  });

  it('tells of nothing that somebody else asked for', () => {
    const answers = new Answers();
    answers.begin([]);
    answers.take({ clientOrderId: 'a' });
    expect(answers.next([rejected('b')])).toBeUndefined();
  });

  it('takes an older refusal of the order for no answer, and a newer one for one', () => {
    const answers = new Answers();
    answers.begin([kept('a', 1)]);
    answers.take({ clientOrderId: 'a' });
    expect(answers.next([kept('a', 1)])).toBeUndefined();
    expect(answers.next([kept('a', 2)])).toBe('a was not replaced.');
  });

  it('is silent about the end of an order that was to end, and tells when the closing one is rejected', () => {
    const answers = new Answers();
    answers.begin([]);
    answers.take({ orders: [{ clientOrderId: 'a', cancelRequested: true }, { clientOrderId: 'b' }] });
    expect(answers.next([rejected('a')])).toBeUndefined();
    expect(answers.next([rejected('a'), rejected('b')])).toBe('b was rejected.');
  });

  it.each([undefined, null, 'x', {}, { orders: 1 }, { orders: [1, null] }])(
    'takes %j for a reply without orders',
    (reply) => {
      const answers = new Answers();
      answers.take(reply);
      expect(answers.next([rejected('a')])).toBeUndefined();
    },
  );
});
