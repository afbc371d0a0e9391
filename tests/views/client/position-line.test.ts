import { expect, it } from 'vitest';
import { stepOf } from '../../../views/client/position-line.ts';

it.each<[string, boolean, number | undefined]>([
  ['ArrowRight', false, 1],
  ['ArrowUp', false, 1],
  ['ArrowLeft', false, -1],
  ['ArrowDown', true, -10],
  ['ArrowRight', true, 10],
  ['PageUp', false, 60],
  ['PageDown', false, -60],
  ['Home', false, undefined],
  ['a', false, undefined],
])('%s (Shift: %s) goes by %s minutes', (key, shiftKey, minutes) => {
  expect(stepOf({ key, shiftKey })).toBe(minutes === undefined ? undefined : minutes * 60_000);
});
