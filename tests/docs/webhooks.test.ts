import { execFile, spawnSync } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { webhooksSchema } from '../../config/webhooks.ts';
import { projectRoot } from '../../server/paths.ts';
import { newPlace, type Place, type RunningConsole, startConsole } from '../cli/command.ts';

const document = await readFile(path.join(projectRoot, 'docs', 'webhooks.md'), 'utf8');
/** Each script that calls, and the answer that stands behind it. */
const examples = [...document.matchAll(/```sh\n((?:(?!```)[\s\S])*?curl[\s\S]*?)```\n\n```json\n([\s\S]*?)\n```/g)].map(
  ([, script = '', answer = '']) => ({ script, answer }),
);
const tools = ['bash', 'curl', 'openssl', 'sed'];
const absent = tools.filter((tool) => spawnSync(tool, ['--version']).error !== undefined);

const secrets = {
  DESKBOOK_WEBHOOK_ORDERS_SECRET: 'an order that nobody guesses',
  DESKBOOK_WEBHOOK_TRADINGVIEW_SECRET: 'a view that nobody guesses',
  DESKBOOK_WEBHOOK_SIGNALS_SECRET: 'a signal that nobody guesses',
};

/** Front months go by, and times differ. */
const settled = (text: string): unknown =>
  JSON.parse(
    text
      .replaceAll(/\b(ES|NQ)[HMUZ]\d+/g, '$1')
      .replace(/"milliseconds":[\d.]+/, '"milliseconds":0')
      .replaceAll(/"status":"\w+"/g, '"status":""'),
  );

describe.skipIf(absent.length > 0)('the examples of docs/webhooks.md', () => {
  let place: Place;
  let console: RunningConsole;
  beforeAll(async () => {
    place = await newPlace();
    await cp(path.join(projectRoot, 'config', 'webhooks.json'), path.join(place.config, 'webhooks.json'));
    const on = { on: true };
    const webhooks = { orders: on, tradingview: on, signals: on };
    await writeFile(path.join(place.config, 'local.json'), JSON.stringify({ demo: { enabled: false }, webhooks }));
    console = await startConsole(place, ['--port', '0'], secrets);
    // a stop has a side only where something has traded
    await vi.waitFor(
      async () => {
        const quote = await fetch(`${console.address}/api/quotes/NQ`);
        expect(await quote.json()).toMatchObject({ last: expect.anything() });
      },
      { timeout: 30_000, interval: 20 },
    );
  });
  afterAll(async () => {
    await console.end();
    await place.remove();
  });

  it('are three', () => expect(examples).toHaveLength(3));

  it.each(examples)('answers as it says: $answer', async ({ script, answer }) => {
    const here = script.replaceAll('http://127.0.0.1:4870', console.address);
    const { stdout } = await promisify(execFile)('bash', ['-euc', here], { env: { ...process.env, ...secrets } });
    expect(settled(stdout)).toEqual(settled(answer));
  });
});

it('names every setting of a webhook', () => {
  const { valueType } = webhooksSchema;
  const names = [...Object.keys(valueType.shape), ...Object.keys(valueType.shape.limits.unwrap().shape)];
  const hidden = ['on', 'payload', 'account', 'strategy'];
  expect(names.filter((name) => !hidden.includes(name) && !document.includes(name))).toEqual([]);
});
