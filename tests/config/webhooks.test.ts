import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { projectRoot } from '../../server/paths.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-webhooks-'));
  await cp(path.join(projectRoot, 'config'), folder, {
    recursive: true,
    filter: (file) => !file.endsWith('local.json'),
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (file: string, content: unknown) => writeFile(path.join(folder, file), JSON.stringify(content));
const usual = { payload: 'order', authentication: { by: 'hmac', secret: 'A' }, account: 'SIM-1', symbols: ['ES'] };

describe('webhooks.json', () => {
  it('is off as it is shipped', async () => {
    const { webhooks } = await loadConfig(folder);
    expect(Object.entries(webhooks).map(([name, { on, entry }]) => [name, on, entry])).toEqual([
      ['orders', false, 'limit'],
      ['tradingview', false, 'market'],
      ['signals', false, 'stop'],
    ]);
  });

  it('says what is left out', async () => {
    await write('webhooks.json', { desk: { ...usual, quantity: 3 } });
    expect((await loadConfig(folder)).webhooks.desk).toEqual({
      ...{ on: false, payload: 'order', fields: {}, markets: ['paper'], account: 'SIM-1', strategy: 'webhook' },
      authentication: {
        ...{ by: 'hmac', secret: 'A', header: 'x-webhook-signature', timestamp: 'x-webhook-timestamp' },
        ...{ prefix: '', encoding: 'hex' },
      },
      ...{ symbols: ['ES'], aliases: {}, quantity: 3, entry: 'limit', timeInForce: 'day', stopRequired: false },
      ...{ offTick: 'nearest', firstTarget: { fraction: 0.75, closesAll: false } },
      limits: { bytes: 16_384, perMinute: 60, quantity: 3, position: 6 },
      ...{ debounceSeconds: 300, repeatSeconds: 300, oldestSeconds: 300 },
    });
  });

  it('is overlaid by a person’s own settings', async () => {
    await write('local.json', { webhooks: { orders: { on: true, limits: { quantity: 2 } } } });
    const { orders } = (await loadConfig(folder)).webhooks;
    expect([orders?.on, orders?.limits.quantity, orders?.limits.position]).toEqual([true, 2, 10]);
  });

  const wrong: [webhook: object, sentence: string][] = [
    [{ symbols: ['ZNX'] }, 'webhooks.json: desk.symbols: instruments.json has no "ZNX". Did you mean ZN?'],
    [{ aliases: { MINI: 'ZNX' } }, 'webhooks.json: desk.aliases.MINI: instruments.json has no "ZNX". Did you mean ZN?'],
    [{ payload: 'json' }, 'webhooks.json: desk.payload: a payload is order, tradingview, embed.'],
    [
      { authentication: { by: 'none' } },
      'webhooks.json: desk.authentication.by: by is header, body, hmac or standard.',
    ],
    [
      { authentication: { by: 'header', secret: 'a b' } },
      'webhooks.json: desk.authentication.secret: name a variable of the environment.',
    ],
    [{ debounceSecond: 3 }, 'webhooks.json: desk.debounceSecond is no setting. Did you mean debounceSeconds?'],
    [
      { quantity: 3, limits: { quantity: 2 } },
      'webhooks.json: desk.limits.quantity: it is less than quantity, so that no message would be taken.',
    ],
    [
      { fields: { action: 3 } },
      'webhooks.json: desk.fields.action: a field is a name, a JSON pointer as /order/side, {"at": …, "words": {…}}, or {"is": …}.',
    ],
  ];
  it.each(wrong)('%j is refused in a sentence', async (webhook, sentence) => {
    await write('webhooks.json', { desk: { ...usual, ...webhook } });
    await expect(loadConfig(folder)).rejects.toThrow(sentence);
  });
});
