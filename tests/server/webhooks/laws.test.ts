import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { opened, SECRET, VARIABLE } from './opened.ts';

const anything = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
  fc
    .record(
      {
        action: fc.constantFrom('BUY', 'SELL', 'CLOSE', 'FLATTEN', 'buy ', SECRET, 1),
        symbol: fc.constantFrom('ES', 'ES1!', 'zn', 'XX', `${SECRET}`, '', null),
        quantity: fc.oneof(fc.integer({ min: -1, max: 12 }), fc.string(), fc.constant(SECRET)),
        price: fc.oneof(fc.double(), fc.constantFrom('6,000.25', "110'08", '$1', SECRET)),
        stop_loss: fc.oneof(fc.double(), fc.constantFrom('5,000', '109', SECRET)),
        take_profit: fc.constantFrom('7,000', '112', 'x', SECRET),
        id: fc.oneof(fc.string(), fc.constant(SECRET)),
        note: fc.constantFrom(SECRET, [SECRET], { [SECRET]: 1 }, `a${SECRET}b`),
      },
      { requiredKeys: [] },
    )
    .map((body) => Buffer.from(JSON.stringify(body))),
);

it('answers any bytes with what is wrong or with what it did, and keeps no secret', async () => {
  const desk = await opened({ limits: { perMinute: 6_000, quantity: 10, position: 20 } });
  await fc.assert(
    fc.asyncProperty(anything, fc.boolean(), async (bytes, knows) => {
      const answer = await desk.raw(bytes, knows ? { 'x-webhook-secret': SECRET } : {});
      const { status, body } = answer ?? { status: 0, body: {} };
      expect([200, 400, 401, 413, 422]).toContain(status);
      expect(status === 401).toBe(!knows);
      if (status === 200 && body.outcome === 'accepted') expect(body.orders).not.toEqual([]);
      if (status !== 200) expect(body).toMatchObject({ error: { message: expect.stringMatching(/[.?]$/) } });
      expect(JSON.stringify(answer)).not.toContain(SECRET);
    }),
    { numRuns: 250 },
  );
  await desk.pass(5);
  expect(JSON.stringify([desk.receipts(), desk.notices, desk.lines, desk.orders(), desk.traced.records])).not.toContain(
    SECRET,
  );
  expect(desk.receipts().filter(({ outcome }) => outcome === 'received')).toEqual([]);
  await desk.close();
  for (const file of await readdir(desk.place)) {
    const bytes = await readFile(path.join(desk.place, file)).catch(() => Buffer.alloc(0));
    expect([file, bytes.includes(SECRET)]).toEqual([file, false]);
  }
});

it('keeps no secret of a body that carries it', async () => {
  const desk = await opened({ authentication: { by: 'body', secret: VARIABLE, field: '/deep/word' } });
  const written = [SECRET, `x ${SECRET}`, Buffer.from(SECRET).toString('base64'), encodeURIComponent(SECRET)];
  const body = { action: 'BUY', symbol: 'ES', deep: { word: SECRET }, written, [SECRET]: true };
  const answer = await desk.raw(Buffer.from(JSON.stringify(body)));
  expect(answer).toMatchObject({ status: 200 });
  const [receipt] = desk.receipts();
  expect(JSON.parse(receipt?.body ?? '')).toEqual({
    ...{ action: 'BUY', symbol: 'ES', deep: { word: '***' }, written: ['***', 'x ***', '***', '***'], '***': true },
  });
});

it('reads no body that is nested without end', async () => {
  const desk = await opened();
  const headers = { 'x-webhook-secret': SECRET };
  expect(await desk.raw(Buffer.from('['.repeat(8_000) + ']'.repeat(8_000)), headers)).toMatchObject({
    ...{ status: 400, body: { error: { message: 'The body is nested deeper than 32 levels.' } } },
  });
});
