import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ContractsReport } from '../../../server/contracts/report.ts';
import { openTestConsole, type TestConsole } from '../open-console.ts';

let desk: TestConsole;
beforeAll(async () => {
  desk = await openTestConsole();
});
afterAll(() => desk.close());

it('GET /api/contracts lists the contracts of the paper market, those that trade first', async () => {
  const { market, search, contracts } = await desk.json<ContractsReport>('/api/contracts?search=%20ZN%20');
  expect({ market, search, active: contracts.map(({ active }) => active) }).toEqual({
    market: 'paper',
    search: 'ZN',
    active: [true, false, false],
  });
  const front = desk.open.desk.instrument('ZN').id;
  expect(contracts[0]).toMatchObject({ instrument: front, front: true, traded: true, volume: expect.any(Number) });
});

it.each([
  [`search=${'x'.repeat(101)}`, 400, 'search is at most 100 characters.'],
  ['search=%00%F0%9F%92%A9', 200, undefined],
])('GET /api/contracts?%s answers %i', async (query, status, message) => {
  const response = await desk.request('GET', `/api/contracts?${query}`);
  const reply = (await response.json()) as { error?: { message: string } };
  expect({ status: response.status, message: reply.error?.message }).toEqual({ status, message });
});
