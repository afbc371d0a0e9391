import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../core/clock.ts';
import { MILLISECOND } from '../../../../core/model/time.ts';
import { Faults } from '../../../../server/simulators/faults/faults.ts';
import { malform } from '../../../../server/simulators/faults/malform.ts';
import { FaultyStream } from '../../../../server/simulators/faults/stream.ts';
import type { FaultRule } from '../../../../server/simulators/port.ts';
import { START } from '../exchange/instruments.ts';

function open(...rules: FaultRule[]) {
  const clock = new ManualClock(START);
  const sent: string[] = [];
  let cuts = 0;
  const ends = {
    send: (text: string) => sent.push(text),
    cut: () => {
      cuts += 1;
    },
  };
  const stream = new FaultyStream(new Faults(clock, { seed: 'a', rules }), clock, ends, malform);
  const send = (...texts: string[]) => {
    for (const text of texts) stream.send(text.slice(0, 1), text);
  };
  return { clock, stream, sent, send, cuts: () => cuts };
}

describe('a stream', () => {
  it('says what it is given where nothing goes wrong', () => {
    const { sent, send } = open();
    send('a1', 'a2');
    expect(sent).toEqual(['a1', 'a2']);
  });

  it('says twice, leaves out and turns round', () => {
    const { sent, send } = open(
      { at: 'd', fault: { kind: 'duplicated' }, share: 1 },
      { at: 'm', fault: { kind: 'missing' }, share: 1 },
      { at: 'r', fault: { kind: 'reordered' }, share: 1, times: 1 },
    );
    send('d1', 'm1', 'r1', 'd2', 'a1');
    expect(sent).toEqual(['d1', 'd1', 'd2', 'd2', 'r1', 'a1']);
  });

  it('says what was held when nothing comes after it', async () => {
    const { sent, send } = open({ fault: { kind: 'reordered' }, share: 1 });
    send('a1');
    expect(sent).toEqual([]);
    await wait(400);
    expect(sent).toEqual(['a1']);
  });

  it('says what cannot be read', () => {
    const { sent, send } = open({ fault: { kind: 'malformed' }, share: 1 });
    send('{"type":1,"size":2}');
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toBe('{"type":1,"size":2}');
  });

  it('is deaf for a while and hears again', () => {
    const { clock, stream, sent, send } = open({
      at: 'a',
      fault: { kind: 'deaf', milliseconds: 100 },
      share: 1,
      times: 1,
    });
    send('a1', 'b1');
    expect([stream.isDeaf, stream.isHalfOpen]).toEqual([true, false]);
    clock.advance(100 * MILLISECOND);
    send('b2');
    expect(sent).toEqual(['b2']);
  });

  it('is cut, or half open for ever', () => {
    const { sent, send, cuts, stream } = open(
      { at: 'c', fault: { kind: 'cut' }, share: 1 },
      { at: 'h', fault: { kind: 'half_open' }, share: 1 },
    );
    send('c1', 'h1', 'a1');
    expect([cuts(), stream.isHalfOpen, sent]).toEqual([1, true, []]);
  });

  it('is late in order', async () => {
    const { sent, send } = open({ at: 'l', fault: { kind: 'latency', milliseconds: 30 }, share: 1 });
    send('l1', 'a1');
    expect(sent).toEqual([]);
    await wait(300);
    expect(sent).toEqual(['l1', 'a1']);
  });
});
