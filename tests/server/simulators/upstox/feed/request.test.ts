import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRequest } from '../../../../../server/simulators/upstox/feed/request.ts';

it.each([
  ['{"guid":"g","method":"sub","data":{"mode":"full","instrumentKeys":["A","B","A"]}}', 'sub', 'full', ['A', 'B']],
  ['{"method":"sub","data":{"instrumentKeys":["A"]}}', 'sub', 'ltpc', ['A']],
  ['{"method":"unsub","data":{"instrumentKeys":[]}}', 'unsub', 'ltpc', []],
  [
    '{"method":"change_mode","data":{"mode":"option_greeks","instrumentKeys":["A"]}}',
    'change_mode',
    'option_greeks',
    ['A'],
  ],
])('%s is read', (text, method, mode, keys) => {
  expect(readRequest(text)).toEqual({ method, mode, keys });
});

it('anything else is none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(readRequest(text)).toBeUndefined();
    }),
  );
});
