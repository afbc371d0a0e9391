import { expect, it } from 'vitest';
import { lotProblem } from '../../../../server/simulators/exchange/lots.ts';
import { instrumentsOf } from './instruments.ts';

const [share] = instrumentsOf('INFY');
const contract = { ...share!, lot: 65, freezeQuantity: 1_800 };

it.each([
  [65, undefined],
  [1_755, undefined],
  [64, 'Order quantity 64 is not a multiple of the regular lot of 65'],
  [1_820, 'Order quantity 1820 is more than the freeze quantity of 1800'],
])('says of %d: %s', (quantity, problem) => {
  expect(lotProblem(contract, quantity)).toBe(problem);
});

it('counts no lots where there are none', () => {
  expect([lotProblem(share, 7), lotProblem(undefined, 7)]).toEqual([undefined, undefined]);
});
