import { describe, expect, it } from 'vitest';
import { Printed } from '../../../core/trace/span-record.ts';
import { recording, told } from './recording.ts';

describe('what is kept of a call', () => {
  it('is four values of a call with two arguments by place, one by name and a result', () => {
    const { tracer, records } = recording();
    const multiply = tracer.monitor((x: number, y: number, { scale }: { scale: number }) => x * y * scale);
    for (let n = 0; n < 5; n++) multiply(2, 3, { scale: 4 });
    const [first] = records;
    expect(first?.process.parameters).toEqual(['x', 'y', 'arg_2']);
    expect(first?.inputs).toEqual([2, 3, new Printed('{scale: 4}')]);
    expect(first?.outputs).toEqual([['result', 24]]);
    expect(records.flatMap(({ inputs, outputs }) => [...inputs, ...(outputs ?? [])]).length).toBe(20);
  });

  it('is what was true at the call, or what it became where a reference was asked for', () => {
    const { tracer, records } = recording();
    const push = (list: number[]): void => {
      list.push(list.length);
    };
    const list = [0];
    tracer.monitor(push, { name: 'snapshot' })(list);
    tracer.monitor(push, { name: 'reference', capture: { inputs: 'reference' } })(list);
    tracer.monitor(push, { name: 'none', capture: { inputs: 'none' } })(list);
    expect(told(records)).toEqual(['snapshot([0]) →', 'reference([list] len=4 1st3=[0, 1, 2]) →', 'none() →']);
    list.length = 0;
    expect(structuredClone(records[1])?.inputs).toEqual([{ text: '[list] len=4 1st3=[0, 1, 2]' }]);
  });

  it('is no result, or one within a bound, where that was asked for', () => {
    const { tracer, records } = recording();
    const word = (): string => 'x'.repeat(500);
    tracer.monitor(word, { capture: { outputs: 'none' } })();
    tracer.monitor(word, { limit: 40 })();
    tracer.monitor(() => undefined)();
    tracer.monitor(() => null)();
    expect(records.map(({ outputs }) => outputs)).toEqual([
      undefined,
      [['result', new Printed(`"${'x'.repeat(36)}...`)]],
      undefined,
      [['result', null]],
    ]);
  });

  it('is masked by the names of parameters, also of those that follow the last', () => {
    const { tracer, records } = recording();
    const work = (_user: string, _password: string): void => {};
    tracer.monitor(work, { name: 'plain' })('ann', 'hunter2');
    tracer.monitor(work, { name: 'own', sensitive: ['user'] })('ann', 'hunter2');
    tracer.monitor((..._tokens: string[]) => undefined, { name: 'rest' })('one', 'two');
    tracer.monitor(work, { name: 'given', parameters: ['desk', 'note'] })('ann', 'hunter2');
    expect(told(records)).toEqual([
      'plain(ann, ***) →',
      'own(***, ***) →',
      'rest(***, ***) →',
      'given(ann, hunter2) →',
    ]);
  });

  it('is what the call was about, with its secrets masked and cut', () => {
    const { tracer, records } = recording();
    const cancel = tracer.monitor((_id: string) => undefined, { about: (id) => `order ${id}` });
    cancel('T-17');
    cancel('x'.repeat(1_000));
    cancel('token=abc');
    tracer.span('cell.run', { subject: 'cell fills', inputs: { reason: 'edited' } }, () => cancel('T-18'));
    expect(records.map(({ subject }) => subject)).toEqual([
      'order T-17',
      `order ${'x'.repeat(194)}`,
      'order token=***',
      'order T-18',
      'cell fills',
    ]);
  });

  it('is processor time and heap where they are asked for', () => {
    let reading = 0;
    const { tracer, records } = recording(
      {},
      { usage: () => ({ cpuMilliseconds: ++reading * 2, heapMegabytes: reading }) },
    );
    tracer.monitor(() => 1, { capture: { usage: true } })();
    tracer.monitor(() => 1)();
    expect(records.map(({ cpu, memory }) => [cpu, memory])).toEqual([
      [2, 1],
      [undefined, undefined],
    ]);
    expect(reading).toBe(2);
  });

  it('is the group that options, settings or the module say', () => {
    const { tracer, records } = recording();
    const work = () => 1;
    tracer.monitor(work, { name: 'server/desk/desk.Desk.submit' })();
    tracer.monitor(work, { name: 'server/desk/desk.Desk.submit', group: 'trading.orders' })();
    tracer.monitor(work, { name: 'alone' })();
    tracer.configure({ group: (process) => process.toLowerCase() });
    tracer.monitor(work, { name: 'Alone' })();
    expect(records.map(({ process }) => process.group)).toEqual(['server.desk', 'trading.orders', 'other', 'alone']);
  });
});

describe('a span', () => {
  it('has a name where there is no function, values by name, and what it calls inside', async () => {
    const { tracer, records } = recording();
    const leaf = tracer.monitor((n: number) => n, { name: 'leaf' });
    const run = (id: string) =>
      tracer.span('cell.run', { group: 'cells', inputs: { id, token: 'abc' } }, async () => {
        await undefined;
        return leaf(1);
      });
    await run('fills');
    await run('ladder');
    expect(tracer.span('sum', {}, () => leaf(2))).toBe(2);
    expect(told(records)).toEqual([
      'cell.run(fills, ***) → result=1',
      '  leaf(1) → result=1',
      'cell.run(ladder, ***) → result=1',
      '  leaf(1) → result=1',
      'sum() → result=2',
      '  leaf(2) → result=2',
    ]);
    expect(records[1]?.process).toMatchObject({ name: 'cell.run', group: 'cells', parameters: ['id', 'token'] });
  });
});

describe('a trace of another program', () => {
  const remote = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };

  it('goes on here, in every first call inside', async () => {
    const { tracer, records } = recording();
    const leaf = tracer.monitor(() => tracer.current()?.traceId, { name: 'leaf' });
    const seen = await tracer.within(remote, async () => {
      await undefined;
      return [tracer.current(), leaf(), tracer.span('outer', {}, leaf)];
    });
    expect(seen).toEqual([undefined, remote.traceId, remote.traceId]);
    expect(tracer.current()).toBeUndefined();
    expect(
      records.map((record) => [record.process.name, record.depth, record.caller?.name, tracer.idsOf(record)]),
    ).toEqual([
      ['leaf', 0, undefined, { traceId: remote.traceId, spanId: '0123456789abcdf0', parentSpanId: remote.spanId }],
      ['leaf', 1, 'outer', { traceId: remote.traceId, spanId: '0123456789abcdf2', parentSpanId: '0123456789abcdf1' }],
      ['outer', 0, undefined, { traceId: remote.traceId, spanId: '0123456789abcdf1', parentSpanId: remote.spanId }],
    ]);
  });

  it('is none without a parent: what begins there is no part of the call around it', () => {
    const { tracer, records } = recording();
    const leaf = tracer.monitor(() => tracer.current(), { name: 'leaf' });
    const outer = tracer.monitor(() => tracer.within(undefined, leaf), { name: 'outer' });
    const inside = outer();
    expect(records.map(({ process, parent }) => [process.name, parent])).toEqual([
      ['leaf', 0],
      ['outer', 0],
    ]);
    const [leafRecord] = records;
    expect(inside).toEqual(
      leafRecord && { traceId: tracer.idsOf(leafRecord).traceId, spanId: tracer.idsOf(leafRecord).spanId },
    );
  });
});
