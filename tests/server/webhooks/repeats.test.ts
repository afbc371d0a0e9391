import { describe, expect, it } from 'vitest';
import { opened, openedOn, usual } from './opened.ts';

const buy = { action: 'BUY', symbol: 'ES', quantity: 1 };

describe('a message that comes again', () => {
  it('with its id is answered as the first was, also after a restart', async () => {
    const first = await opened();
    const told = await first.post({ ...buy, id: 'a-1' });
    await first.pass(5);
    await first.close();
    const desk = await openedOn(first.place);
    await desk.pass(400);
    const again = await desk.post({ ...buy, quantity: 7, id: 'a-1' });
    expect({ ...again.body, milliseconds: 0 }).toEqual({ ...told.body, repeat: true, milliseconds: 0 });
    expect(desk.orders()).toHaveLength(1);
    expect(desk.receipts().slice(0, 2)).toMatchObject([
      { id: 2, outcome: 'duplicate', status: 200, repeatOf: 1, orders: ['hook-1-1'], instrument: 'ESZ6' },
      { id: 1, outcome: 'accepted' },
    ]);
  });

  it('without an id is the same for a while, however it is spaced', async () => {
    const desk = await opened({ repeatSeconds: 60 });
    expect((await desk.post(buy)).body).toMatchObject({ outcome: 'accepted', receipt: 1 });
    await desk.pass(59);
    const spaced = Buffer.from(JSON.stringify(buy, null, 2));
    const headers = { 'x-webhook-secret': 'correct horse battery' };
    expect(await desk.raw(spaced, headers)).toMatchObject({ body: { receipt: 1, repeat: true } });
    await desk.pass(2);
    expect((await desk.post(buy)).body).toMatchObject({ outcome: 'accepted', receipt: 3 });
  });

  it('has the id of a header where it has none of its own', async () => {
    const desk = await opened({ repeatSeconds: 0 });
    await desk.post(buy, { 'idempotency-key': 'k' });
    await desk.pass(60);
    expect((await desk.post(buy, { 'idempotency-key': 'k' })).body).toMatchObject({ receipt: 1, repeat: true });
    expect((await desk.post(buy, { 'idempotency-key': 'l' })).body).toMatchObject({ outcome: 'accepted', receipt: 3 });
  });

  it('after it was refused is refused again', async () => {
    const desk = await opened({ limits: { quantity: 1 } });
    const asked = { ...buy, quantity: 2, id: 'much' };
    const first = await desk.post(asked);
    expect(await desk.post(asked)).toEqual({
      status: 422,
      body: { ...first.body, repeat: true, milliseconds: expect.any(Number) },
    });
  });

  it('is debounced over a restart', async () => {
    const first = await opened({ debounceSeconds: 300 });
    await first.post({ ...buy, id: '1' });
    await first.close();
    const desk = await openedOn(first.place, { debounceSeconds: 300 });
    expect((await desk.post({ ...buy, id: '2' })).body).toMatchObject({ outcome: 'ignored' });
  });
});

describe('a console that was killed', () => {
  const row = { id: 1, webhook: 'desk', outcome: 'received' as const, orders: [], bytes: 2, message: 'digest' };

  it('before anything was sent may be sent the message again', async () => {
    const first = await opened();
    await first.journal.webhooks.append({ ...row, at: first.clock.now(), machine: first.clock.now() }, 'refuse');
    await first.close();
    const desk = await openedOn(first.place, usual);
    expect(desk.receipts()).toMatchObject([{ id: 1, outcome: 'interrupted', orders: [] }]);
    await desk.pass(1);
    expect(desk.journal.webhooks.messageOf('desk', 'digest')).toMatchObject({ outcome: 'interrupted' });
  });

  it('after its order was sent knows the order', async () => {
    const first = await opened();
    await first.post({ ...buy, id: 'known' });
    await first.pass(5);
    const [accepted] = first.receipts();
    if (accepted === undefined) throw new Error('Nothing was received.');
    await first.journal.webhooks.append({ ...row, at: accepted.at, machine: accepted.at }, 'refuse');
    await first.close();
    const desk = await openedOn(first.place, usual);
    expect(desk.receipts()).toMatchObject([{ id: 1, outcome: 'accepted', orders: ['hook-1-1'] }]);
  });
});
