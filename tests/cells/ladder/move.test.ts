import { describe, expect, it } from 'vitest';
import { changesOf, type Move, moveOf, nextMove, stepped } from '../../../cells/ladder/move.ts';
import { props as schema } from '../../../cells/ladder/schema.ts';
import { ladder } from '../../../cells/ladder/server.ts';
import { zn } from '../live-topics.ts';
import { middle, morning, ordersOf, stopped } from './fixture.ts';

const props = schema.parse({ instrument: 'ZN', levels: 9 });
const rowsOf = (topics: typeof morning) => ladder(props, zn)(topics).rows;
const rows = rowsOf(stopped);

const moveTo = (id: string, ticks: number): Move => {
  const move = moveOf(rows, id);
  if (!move) throw new Error(`${id} cannot be moved`);
  return { ...move, to: move.from + ticks };
};

describe('moving an own order', () => {
  it.each([
    ['a stop', moveTo('s-1', -1), { stopPrice: '110.171875' }],
    ['a stop limit, with its limit as far from it', moveTo('s-2', 2), { price: '110.390625', stopPrice: '110.359375' }],
    ['a stop that was woken, as the limit that it is', moveTo('s-3', 3), { price: '110.28125' }],
    ['back to where it was', moveTo('s-1', 0), undefined],
  ])('asks for the prices of %s', (_, move, changes) => {
    expect(changesOf(rows, move)).toEqual(changes);
  });

  it('asks for a limit that lies beyond the rows', () => {
    const far = {
      ...morning,
      orders: ordersOf([{ id: 's', side: 'buy', quantity: 1, tick: middle + 40, stopTick: middle }]),
    };
    const shown = rowsOf(far);
    const move = moveOf(shown, 's');
    expect(shown[0]?.tick).toBeLessThan(middle + 40);
    expect(move && changesOf(shown, stepped(shown, move, 1))).toEqual({ price: '110.90625', stopPrice: '110.28125' });
  });

  it('stops where the rows end, as nobody sees the prices beyond', () => {
    expect(stepped(rows, moveTo('s-1', 0), 1_000).to).toBe(rows[0]?.tick);
    expect(stepped(rows, moveTo('s-1', 0), -1_000).to).toBe(rows.at(-1)?.tick);
  });

  it('goes through what is at the venue from the top, and begins again', () => {
    const first = nextMove(rows, undefined);
    const second = nextMove(rows, first);
    const third = nextMove(rows, second);
    expect([first, second, third, nextMove(rows, third)].map((move) => move?.order.id)).toEqual([
      's-2',
      's-3',
      's-1',
      's-2',
    ]);
    expect(moveOf(rows, 'o-1')).toBeUndefined();
  });
});
