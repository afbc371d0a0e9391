import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, newPlace, type Place, deskbook as spawned } from './command.ts';
import { command as deskbook } from './resident.ts';

const webhook = { payload: 'order', account: 'SIM-1', symbols: ['ES', 'ZN'], limits: { quantity: 5, position: 10 } };
const authentication = { by: 'header', secret: 'DESK_SECRET' };
const file = {
  desk: { ...webhook, on: true, authentication },
  signals: { ...webhook, payload: 'embed', authentication: { by: 'hmac', secret: 'OTHER_SECRET' } },
};
const buy = { action: 'BUY', symbol: 'ES1!', quantity: 2, price: 6000.1, stop_loss: '5,990', id: 'a' };

let place: Place;
beforeAll(async () => {
  place = await newPlace();
  await writeFile(path.join(place.config, 'webhooks.json'), JSON.stringify(file));
  await writeFile(path.join(place.folder, 'buy.json'), JSON.stringify(buy));
  await writeFile(path.join(place.folder, 'wrong.json'), JSON.stringify({ ...buy, quantity: 'many' }));
  await writeFile(path.join(place.folder, 'large.json'), JSON.stringify({ ...buy, quantity: 6 }));
});
afterAll(() => place.remove());

describe('deskbook webhook list', () => {
  it('says which are open, and why others are not', async () => {
    const { webhooks } = jsonOf<{ webhooks: object[] }>(
      await spawned(place, ['webhook', 'list', '--json'], { DESK_SECRET: 'correct horse battery' }),
    );
    const common = {
      markets: ['paper'],
      account: 'SIM-1',
      strategy: 'webhook',
      symbols: ['ES', 'ZN'],
      quantity: 5,
      position: 10,
    };
    expect(webhooks).toEqual([
      {
        ...{ name: 'desk', address: '/api/webhooks/desk', open: true, why: null, payload: 'order' },
        ...{ authentication: 'header', variable: 'DESK_SECRET', ...common },
      },
      {
        ...{
          name: 'signals',
          address: '/api/webhooks/signals',
          open: false,
          why: 'off in the settings',
          payload: 'embed',
        },
        ...{ authentication: 'hmac', variable: 'OTHER_SECRET', ...common },
      },
    ]);
  });

  it('shows no secret', async () => {
    const { stdout } = await deskbook(place, ['webhook', 'list'], { DESK_SECRET: 'too short' });
    expect(stdout).toContain('no: the secret in DESK_SECRET has fewer than 16 characters');
    expect(stdout).not.toContain('too short');
  });
});

describe('deskbook webhook test', () => {
  it('shows what a message would become', async () => {
    const outcome = await deskbook(place, ['webhook', 'test', 'desk', 'buy.json', '--json']);
    const { instrument, ...preview } = jsonOf<Record<string, unknown>>(outcome);
    expect(preview).toEqual({
      ...{
        webhook: 'desk',
        signal: 'open_long',
        symbol: 'ES1!',
        account: 'SIM-1',
        strategy: 'webhook',
        id: 'a',
        time: null,
      },
      ...{ does: 'enter', about: `Sends one order in ${instrument}.` },
      orders: [
        {
          ...{ side: 'buy', type: 'limit', quantity: 2, price: '6000.00', stopPrice: null },
          ...{ stopLoss: '5990.00', takeProfit: null },
        },
      ],
      rounded: [{ field: 'price', from: '6000.1', to: '6000' }],
    });
  });

  const wrong: [args: string[], code: number, sentence: string][] = [
    [['desk', 'wrong.json'], 1, 'It would be answered with 400: quantity: "many" is no quantity;'],
    [
      ['desk', 'large.json'],
      1,
      'It would be answered with 422: 6 contracts are more than limits.quantity, which is 5.',
    ],
    [['dsk', 'buy.json'], 1, 'config/webhooks.json has no webhook "dsk". Did you mean desk?'],
    [['desk', 'absent.json'], 1, 'The system refused it: ENOENT'],
    [['desk', 'buy.json', '--holds', 'x'], 2, '--holds is a whole number of contracts; got "x".'],
  ];
  it.each(wrong)('%j', async (args, code, sentence) => {
    const outcome = await deskbook(place, ['webhook', 'test', ...args]);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toContain(`deskbook: ${sentence}`);
  });
});
