import { describe, expect, it } from 'vitest';
import { oracle } from '../../../oracle.ts';
import { accounts, ES, type Opened, open, type Row } from './opened.ts';
import { shape } from './shape.ts';

interface Examples {
  readonly rest: readonly {
    readonly path: string;
    readonly request?: Row | null;
    readonly response?: Row;
    readonly failure?: Row & { readonly httpStatus?: number };
    readonly responseRows?: readonly (readonly [string, string, number, number, string])[];
  }[];
  readonly hubEvents: Readonly<Record<string, Row>>;
  readonly trailingStop: { readonly example: Readonly<Record<string, number>>; readonly maxTicks: number };
}

const examples = oracle<Examples>('projectx_examples.json');
const example = (path: string) => examples!.rest.find((each) => each.path === path)!;

const since = { startTimestamp: '2020-01-01T00:00:00Z' };
const market = (accountId: number, side: number) => ({ accountId, contractId: ES, type: 2, side, size: 1 });

/** Brings the gateway to where it can give each example's answer. */
const answers: Readonly<Record<string, (gateway: Opened) => Promise<Row>>> = {
  '/api/Auth/loginKey': (gateway) =>
    gateway.call('Auth/loginKey', { userName: 'simulator', apiKey: 'simulator-secret' }),
  '/api/Auth/validate': (gateway) => gateway.call('Auth/validate'),
  '/api/Account/search': (gateway) => gateway.call('Account/search', { onlyActiveAccounts: true }),
  '/api/Contract/searchById': (gateway) => gateway.call('Contract/searchById', { contractId: 'CON.F.US.ENQ.H25' }),
  '/api/History/retrieveBars': (gateway) =>
    gateway.call('History/retrieveBars', {
      contractId: ES,
      live: false,
      startTime: '2026-11-01T00:00:00Z',
      endTime: '2026-11-30T21:00:00Z',
      unit: 3,
      unitNumber: 1,
      limit: 6,
      includePartialBar: false,
    }),
  '/api/Order/place': (gateway) => gateway.call('Order/place', market(accounts.position, 0)),
  async '/api/Order/cancel'(gateway) {
    const book = gateway.simulator.exchange.depth(gateway.simulator.exchange.instruments[0]!.id)!;
    const limitPrice = book.bids[3]!.price / 1e9;
    const resting = { ...market(accounts.position, 0), type: 1, limitPrice };
    const { orderId } = await gateway.call('Order/place', resting);
    return gateway.call('Order/cancel', { accountId: accounts.position, orderId });
  },
  async '/api/Order/search'(gateway) {
    await gateway.call('Order/place', market(accounts.position, 0));
    return gateway.call('Order/search', { accountId: accounts.position, ...since });
  },
  async '/api/Position/searchOpen'(gateway) {
    await gateway.call('Order/place', market(accounts.position, 0));
    return gateway.call('Position/searchOpen', { accountId: accounts.position });
  },
  async '/api/Trade/search'(gateway) {
    for (const side of [0, 1]) await gateway.call('Order/place', market(accounts.position, side));
    return gateway.call('Trade/search', { accountId: accounts.position, ...since });
  },
};

describe.skipIf(examples === undefined)('the examples of the documents', () => {
  for (const [path, answer] of Object.entries(answers)) {
    it(`has an answer of ${path} of the same names and kinds`, async () => {
      expect(shape(await answer(await open()))).toEqual(shape(example(path).response));
    });
  }

  it('covers every example', () => {
    const paths = examples!.rest.map((each) => each.path);
    expect(paths.filter((path) => !(path in answers))).toEqual(['/api/Contract/available']);
  });

  it('refuses a login word for word', async () => {
    const { status, body } = await (await open()).post('/api/Auth/loginKey', { userName: 'simulator', apiKey: 'no' });
    const { httpStatus, ...failure } = example('/api/Auth/loginKey').failure!;
    expect({ status, body }).toEqual({ status: httpStatus, body: failure });
  });

  it('refuses brackets of an account with position brackets word for word', async () => {
    const gateway = await open();
    const bracket = { ...market(accounts.position, 0), stopLossBracket: { ticks: -10, type: 4 } };
    const { orderId, ...refused } = await gateway.call('Order/place', bracket);
    const { orderId: _orderId, ...expected } = example('/api/Order/place').failure!;
    expect(refused).toEqual(expected);
    const [order] = await gateway.rows('Order/search', { accountId: accounts.position, ...since });
    expect([order?.id, order?.status]).toEqual([orderId, 5]);
  });

  it('refuses to cancel for a follower word for word', async () => {
    const gateway = await open();
    const { orderId } = await gateway.call('Order/place', market(accounts.follower, 0));
    expect(await gateway.call('Order/cancel', { accountId: accounts.follower, orderId })).toEqual(
      example('/api/Order/cancel').failure,
    );
  });

  it('lists contracts with the names, ticks and symbols of the documents', async () => {
    const gateway = await open();
    for (const [id, name, tickSize, tickValue, symbolId] of example('/api/Contract/available').responseRows!) {
      const { contract, success } = await gateway.call('Contract/searchById', { contractId: id });
      // not in the settings
      if (!success) {
        expect(['CON.F.US.EEU.U25', 'CON.F.US.EMD.U25']).toContain(id);
        continue;
      }
      const { description: _description, activeContract, ...rest } = contract as Row;
      expect([rest, activeContract]).toEqual([{ id, name, tickSize, tickValue, symbolId }, false]);
    }
  });

  it('names an expired contract as the documents do', async () => {
    const { contract } = await (await open()).call('Contract/searchById', { contractId: 'CON.F.US.ENQ.H25' });
    const expected = example('/api/Contract/searchById').response!.contract as Row;
    const sameCase = ({ description, ...rest }: Row): Row => ({
      ...rest,
      description: String(description).toUpperCase(),
    });
    expect(sameCase(contract as Row)).toEqual(sameCase(expected));
  });
});
