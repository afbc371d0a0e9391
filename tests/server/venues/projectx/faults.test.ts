import { expect, test } from 'vitest';
import type { Quantity } from '../../../../core/model/quantity.ts';
import { account, hurried, open } from './opened.ts';

/** The orders that came to the simulator. */
const there = (at: Awaited<ReturnType<typeof open>>) => at.simulator.exchange.orders(account);

test('an order whose answer is lost is unknown, found by its tag, and never sent twice', async () => {
  const at = await open({ roots: ['ES'] });
  at.fault(
    { at: '/api/Order/place', fault: { kind: 'answer_lost' }, share: 1 },
    { at: 'GatewayUser*', fault: { kind: 'missing' }, share: 1 },
  );
  const id = at.place({ quantity: 2 as Quantity });
  await at.until(() => at.order(id).status === 'filled');
  expect(at.told(id).slice(0, 2)).toEqual(['lost', 'accepted']);
  expect(at.problems).toEqual([]);
  expect(there(at)).toHaveLength(1);
});

test('an order that never arrived is rejected after it was looked for', async () => {
  const at = await open({ roots: ['ES'] });
  at.fault({ at: '/api/Order/place', fault: { kind: 'request_lost' }, share: 1 });
  const id = at.place();
  await at.until(() => at.order(id).status === 'rejected');
  expect(at.told(id)).toEqual(['lost', 'rejected']);
  expect(at.order(id).reason).toMatch(
    /^It never arrived: the gateway was asked \d+ times in \d+ s and does not list it\. It is not sent again\.$/,
  );
  expect(there(at)).toEqual([]);
});

test('an order is not given up while the gateway cannot be asked', async () => {
  const at = await open({ roots: ['ES'] });
  at.fault(
    { at: '/api/Order/place', fault: { kind: 'request_lost' }, share: 1 },
    { at: '/api/Order/search*', fault: { kind: 'status', status: 403 }, share: 1 },
  );
  const id = at.place();
  await at.until(() => at.order(id).status === 'unknown');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(at.order(id).status).toBe('unknown');
  at.fault();
  await at.until(() => at.order(id).status === 'rejected');
});

test('an order that the gateway refuses is rejected in its words, and keeps its id', async () => {
  const at = await open({ roots: ['ES'] });
  const id = at.place({ account: '10003' as typeof account, type: 'limit', price: at.fromBid(-20) });
  await at.until(() => at.order(id).status === 'working');
  at.venue.cancel(id);
  await at.until(() => at.told(id).includes('cancel_rejected'));
  expect(at.order(id).status).toBe('working');
  const before = there(at).length;
  const refused = at.place({ type: 'limit', price: (at.fromBid(-20) + 1) as ReturnType<typeof at.fromBid> });
  await at.until(() => at.order(refused).status === 'rejected');
  expect(at.order(refused).reason).toContain('The gateway');
  expect(at.order(refused).venueOrderId).toBeDefined();
  expect(there(at).length).toBe(before);
});

test('what cannot be sent is rejected at once', async () => {
  const at = await open({ roots: ['ES'] });
  const reasons = [
    at.place({ type: 'limit', timeInForce: 'ioc', price: at.fromBid(0) }),
    at.place({ type: 'stop_limit', price: at.fromBid(9), stopPrice: at.fromBid(8) }),
    at.place({ account: 'DEMO' as typeof account }),
    at.place({ instrument: 'ZNZ6' }),
  ].map((id) => [at.told(id), at.order(id).reason]);
  expect(reasons).toEqual([
    [['rejected'], at.venue.capabilities.cannot?.ioc],
    [['rejected'], at.venue.capabilities.cannot?.stop_limit],
    [['rejected'], 'DEMO is no account of this user at the gateway.'],
    [['rejected'], 'The gateway lists no contract for ZNZ6.'],
  ]);
});

test('a hub that stays open and says nothing is connected anew, and what it kept is taken', async () => {
  const at = await open({ roots: ['ES'] });
  at.fault({ at: 'GatewayUser*', fault: { kind: 'missing' }, share: 1 });
  // how far the gateway's clock is from ours is known to a second
  await new Promise((resolve) => setTimeout(resolve, 1_000 + 2 * hurried.grace));
  const id = at.place({ quantity: 2 as Quantity });
  await at.until(() => at.order(id).status === 'filled');
  await at.until(() => (at.venue.health().streams[0]?.reconnects ?? 0) > 0);
  expect(at.log).toContainEqual(expect.stringMatching(/^The user hub did not tell \d+ changes that the gateway has/));
  at.fault();
  await at.until(() => at.events.some((each) => each.type === 'resumed' && each.stream === 'user'));
  const next = at.place();
  await at.until(() => at.order(next).status === 'filled');
});

test('hubs that are cut come back with every subscription', async () => {
  const at = await open({ roots: ['ES'] });
  at.fault({ fault: { kind: 'cut' }, share: 1, times: 2 });
  await at.until(() => at.events.some((each) => each.type === 'resumed' && each.stream === 'market'));
  await at.until(() => at.venue.health().state === 'connected');
  const before = at.events.length;
  await at.until(() => at.events.slice(before).some(({ type }) => type === 'trade'));
});

test('a connection that stays half open is given up', async () => {
  const at = await open({ roots: ['ES'], pace: { silence: 400 } });
  const resumed = () => at.events.filter((each) => each.type === 'resumed' && each.stream === 'market').length;
  const before = resumed();
  at.fault({ at: 'GatewayTrade', fault: { kind: 'half_open' }, share: 1, times: 1 });
  await at.until(() => resumed() > before);
});

test('messages that come twice, late or not at all change nothing in the end', async () => {
  const at = await open({ roots: ['ES'] });
  at.fault(
    { at: 'GatewayUser*', fault: { kind: 'duplicated' }, share: 0.3 },
    { at: 'GatewayUser*', fault: { kind: 'missing' }, share: 0.3 },
    { at: 'GatewayUser*', fault: { kind: 'reordered' }, share: 0.3 },
  );
  const ids = Array.from({ length: 12 }, (_, n) =>
    at.place({ quantity: 3 as Quantity, side: n % 2 === 0 ? 'buy' : 'sell' }),
  );
  await at.until(() => ids.every((id) => at.order(id).status === 'filled'));
  expect(at.problems).toEqual([]);
  const executions = ids.flatMap((id) => at.order(id).executions);
  expect(new Set(executions).size).toBe(executions.length);
  expect(executions).toHaveLength(at.simulator.exchange.trades(account).length);
});

test('what cannot be read is told and left out, and the rest goes on', async () => {
  const at = await open({ roots: ['ES'] });
  at.fault({ at: 'Gateway*', fault: { kind: 'malformed' }, share: 0.4 });
  await at.until(() => at.venue.health().malformed > 5);
  at.fault();
  const id = at.place();
  await at.until(() => at.order(id).status === 'filled');
  const malformed = at.events.filter((each) => each.type === 'malformed');
  expect(malformed.length).toBe(at.venue.health().malformed);
  expect(JSON.stringify(malformed)).not.toContain('simulator-secret');
});

test('a token that lapses is renewed, and nobody notices', async () => {
  const at = await open({ roots: ['ES'] });
  at.fault({ at: '/api/Order/place', fault: { kind: 'token_lapsed' }, share: 1, times: 1 });
  const id = at.place();
  await at.until(() => at.order(id).status === 'filled');
  expect(there(at)).toHaveLength(1);
});

test('a user whose key is refused is told so', async () => {
  const at = await open({ connect: false, apiKey: 'wrong-secret' });
  await expect(at.venue.connect()).rejects.toThrow('The gateway does not take the user name and API key. Check both.');
  expect(at.venue.health()).toMatchObject({ state: 'refused', token: { state: 'refused' } });
  expect(JSON.stringify(at.venue.health())).not.toContain('wrong-secret');
});

test('a change whose answer is lost is found in the order', async () => {
  const at = await open({ roots: ['ES'] });
  const id = at.place({ type: 'limit', price: at.fromBid(-20) });
  await at.until(() => at.order(id).status === 'working');
  at.fault(
    { at: '/api/Order/modify', fault: { kind: 'answer_lost' }, share: 1 },
    { at: '/api/Order/cancel', fault: { kind: 'answer_lost' }, share: 1 },
    { at: 'GatewayUser*', fault: { kind: 'missing' }, share: 1 },
  );
  at.venue.replace(id, { quantity: 2 as Quantity, price: at.fromBid(-20) });
  await at.until(() => at.order(id).terms.quantity === 2);
  at.venue.cancel(id);
  await at.until(() => at.order(id).status === 'canceled');
});

test('orders of before a restart are ours again', async () => {
  const at = await open({ roots: ['ES'] });
  const id = at.place({ type: 'limit', price: at.fromBid(-20) });
  await at.until(() => at.order(id).status === 'working');
  const known = at.order(id);
  at.venue.restore([known]);
  at.venue.cancel(id);
  await at.until(() => at.order(id).status === 'canceled');
});
