import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { CellContext } from '../../../cells/kind.ts';
import type { CellText } from '../../../server/sessions/cell-text.ts';
import { runCell } from '../../../server/sessions/run.ts';

type Frames = () => AsyncIterable<unknown>;

function start(frames: Frames) {
  const control = new AbortController();
  const cell = { kind: { frames }, spec: { id: 'live' } } as unknown as CellText;
  const context = { signal: control.signal } as CellContext;
  const said: unknown[] = [];
  const run = (framed: (value: unknown) => void) =>
    runCell(
      cell,
      {},
      context,
      {
        framed,
        finished: () => said.push('finished'),
        failed: ({ message }) => said.push(message),
      },
      'cell notebook/live',
    );
  return { control, said, run };
}

const collected = async (reference: WeakRef<object>): Promise<boolean> => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 5 && reference.deref() !== undefined; turn += 1) {
    await new Promise(setImmediate);
    collect();
  }
  return reference.deref() === undefined;
};

test('a live run keeps no frame that it has reported', async () => {
  let go: () => void = () => undefined;
  const { control, run } = start(async function* () {
    for (let count = 0; count < 3; count += 1) yield { count };
    await new Promise<void>((resolve) => {
      go = resolve;
    });
  });
  const first = await new Promise<WeakRef<object>>((resolve) => {
    let reported = 0;
    let kept: WeakRef<object> | undefined;
    void run((value) => {
      reported += 1;
      kept ??= new WeakRef(value as object);
      if (reported === 3) resolve(kept);
    });
  });
  expect(await collected(first)).toBe(true);
  expect(getEventListeners(control.signal, 'abort')).toHaveLength(1);
  control.abort();
  go();
});

test('an interrupted run ends at once and says nothing, though its cell hangs', async () => {
  const { control, said, run } = start(async function* () {
    yield 1;
    await new Promise(() => undefined);
  });
  const framed: unknown[] = [];
  await run((value) => {
    framed.push(value);
    setImmediate(() => control.abort());
  });
  expect(framed).toEqual([1]);
  expect(said).toEqual([]);
  expect(getEventListeners(control.signal, 'abort')).toEqual([]);
});

test('a run that ends or fails by itself says so', async () => {
  const ended = start(async function* () {
    yield 1;
  });
  await ended.run(() => undefined);
  expect(ended.said).toEqual(['finished']);
  const failed = start(async function* () {
    yield 1;
    throw new Error('no such thing');
  });
  await failed.run(() => undefined);
  expect(failed.said).toEqual(['live failed: no such thing']);
});
