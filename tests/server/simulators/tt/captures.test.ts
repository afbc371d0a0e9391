import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oracle } from '../../../oracle.ts';
import { type OpenTt, openTt } from './open.ts';

type Members = Readonly<Record<string, unknown>>;

interface Captures {
  readonly position: Members & { readonly positions: readonly Members[] };
  readonly instrument: Members & { readonly instrument: readonly Members[] };
  readonly order: Members;
  readonly accounts: Members & { readonly accounts: readonly Members[] };
}

const captures = oracle<Captures>('tt_rest_examples.json');
const E = 'ext_prod_sim';

let tt: OpenTt;
beforeAll(async () => {
  tt = await openTt();
  await tt.place({ quantity: 70 });
  await tt.place({ quantity: 20, side: 'sell' });
  await tt.place({ quantity: 80, type: 'limit', price: '110' });
});
afterAll(() => tt.simulator.close());

const shapeOf = (row: Members): [string, string][] =>
  Object.entries(row)
    .map(([name, value]): [string, string] => [name, typeof value])
    .sort();

/** What a real answer has and one of a day without that does not. */
const without = (row: Members, ...names: string[]): Members =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

describe.skipIf(captures === undefined)(
  'answers have the members and types of captured ones (needs DESKBOOK_SHARED)',
  () => {
    const rowsOf = async (path: string, member: string): Promise<Members> => {
      const { body } = await tt.get(path);
      const rows = body[member] as readonly Members[];
      return rows[0]!;
    };

    it('for a position', async () => {
      const ours = await rowsOf(`/ttmonitor/${E}/position/1001`, 'positions');
      const theirs = without(captures!.position.positions[0]!, 'sodPrice', 'sodPriceType');
      expect(shapeOf(ours)).toEqual(shapeOf(theirs));
    });

    it('for an instrument', async () => {
      const { id } = (await tt.get(`/ttpds/${E}/instruments?alias=ZN%20Dec26`)).body.instruments[0]!;
      const ours = await rowsOf(`/ttpds/${E}/instrument/${id}`, 'instrument');
      const theirs = captures!.instrument.instrument[0]!;
      expect(shapeOf(ours)).toEqual(shapeOf(without(theirs, 'ricCode')));
      for (const name of [
        'tickSize',
        'tickValue',
        'pointValue',
        'displayType',
        'displayFactor',
        'marketId',
        'productTypeId',
      ])
        expect([name, ours[name]]).toEqual([name, theirs[name]]);
    });

    it('for a working order', async () => {
      const ours = await rowsOf(`/ttledger/${E}/orders`, 'orders');
      expect(shapeOf(ours)).toEqual(shapeOf(captures!.order));
      for (const name of [
        'orderStatus',
        'orderType',
        'side',
        'timeInForce',
        'executionType',
        'orderQty',
        'leavesQuantity',
      ])
        expect([name, ours[name]]).toEqual([name, captures!.order[name]]);
      expect(Object.keys(ours.userParameters as Members)).toEqual(['userParameterList']);
    });

    it('for an account', async () => {
      const ours = await rowsOf(`/ttaccount/${E}/accounts`, 'accounts');
      expect(shapeOf(ours)).toEqual(shapeOf(captures!.accounts.accounts[0]!));
    });
  },
);
