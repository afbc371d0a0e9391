import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import type { Notice } from '../../../../core/alerts/notification.ts';
import { HOUR } from '../../../../core/model/time.ts';
import { Random } from '../../../../core/random.ts';
import { builtFile, projectRoot } from '../../../../server/paths.ts';
import { endAll, json, type Respond, serve } from '../../calls/tools.ts';
import { start } from '../../journal/entries.ts';
import { temporaryFolder } from '../../journal/folder.ts';
import { opened, until } from '../opened.ts';

afterEach(endAll);

const settings = {
  targets: { hook: { kind: 'webhook', address: 'HOOK_URL', secret: 'HOOK_SECRET' } },
};
const secret = 'sentinel-secret-4f1c';
const environmentOf = (address: string) => ({ HOOK_URL: `${address}/hooks/sentinel-path-9b2e`, HOOK_SECRET: secret });
const notice = (number: number, more: Partial<Notice> = {}): Notice => ({
  type: 'venue',
  level: 'info',
  key: `matter.${number % 7}`,
  text: `Number ${number}.`,
  ...more,
});

interface Taken {
  readonly id: string;
  readonly notification: { readonly id: number; readonly key: string; readonly text: string };
}
const taken = (body: string): Taken => JSON.parse(body) as Taken;
const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Fails in every way there is, half of the time: before it took the body in, and after. */
function failing(seed: string, took: (body: string) => void): Respond {
  const random = new Random(seed);
  return ({ body }, response) => {
    const way = random.integer(0, 11);
    if (way === 0) response.writeHead(500).end();
    else if (way === 1) response.socket?.destroy();
    else if (way === 2) json(response, { message: 'slow down', retry_after: 0.004, global: false }, 429);
    else if (way === 3) response.writeHead(429, { 'retry-after': '0' }).end('busy');
    else if (way === 4) response.writeHead(408).end();
    else {
      took(body);
      if (way === 5) response.socket?.destroy();
      else if (way === 6) response.writeHead(503).end('taken all the same');
      else if (way === 7) {
        response.writeHead(200, { 'content-length': '1000' }).write('half of it');
        setTimeout(() => response.socket?.destroy(), 1);
      } else response.writeHead(204).end();
    }
  };
}

describe('deliveries', () => {
  it('come signed, with an id, to a webhook', async () => {
    const server = await serve((_, response) => response.writeHead(200).end('ok'));
    const { alerts, journal } = opened({ settings, environment: environmentOf(server.address), random: () => 0.5 });
    alerts.notify.tell(notice(1, { detail: 'Why.', subject: { kind: 'order', id: 'T-1' } }));
    await until(() => server.received.length === 1);
    const [{ method, url, headers, body } = { method: '', url: '', headers: {}, body: '' }] = server.received;
    expect([method, url]).toEqual(['POST', '/hooks/sentinel-path-9b2e']);
    expect(JSON.parse(body)).toEqual({
      id: 'iiiiiiiiiiii-1-told',
      event: 'told',
      ...journal.key,
      notification: {
        id: 1,
        type: 'venue',
        level: 'info',
        key: 'matter.1',
        text: 'Number 1.',
        detail: 'Why.',
        subject: { kind: 'order', id: 'T-1' },
        heldBack: 0,
        at: new Date(start / 1_000).toISOString().replace('Z', '000Z'),
      },
    });
    const timestamp = String(Math.floor(start / 1_000_000));
    const digest = createHmac('sha256', secret).update(`iiiiiiiiiiii-1-told.${timestamp}.${body}`).digest('base64');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': 'iiiiiiiiiiii-1-told',
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${digest}`,
    });
    await until(() => alerts.state().deliveries[0]?.delivered === 1);
    expect(alerts.state().deliveries).toEqual([{ target: 'hook', waiting: 0, delivered: 1, failed: 0 }]);
    alerts.notify.over('matter.1');
    await until(() => server.received.length === 2);
    expect(taken(server.received[1]?.body ?? '').id).toBe('iiiiiiiiiiii-1-resolved');
  });

  it('lose nothing and keep their order, however the target fails', async () => {
    const bodies: string[] = [];
    const server = await serve(failing('deliveries', (body) => bodies.push(body)));
    const { alerts, journal } = opened({ settings, environment: environmentOf(server.address) });
    for (let number = 1; number <= 80; number++) alerts.notify.tell(notice(number));
    await until(() => alerts.state().deliveries[0]?.delivered === 80);
    const came = bodies.map(taken);
    expect(unique(came.map(({ id }) => id))).toHaveLength(80);
    expect(unique(came.map(({ notification }) => notification.id))).toEqual(
      Array.from({ length: 80 }, (_, index) => index + 1),
    );
    const ids = came.map(({ notification }) => notification.id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(bodies.length).toBeGreaterThan(80);
    expect(unique(bodies)).toHaveLength(80);
    await until(() => journal.notifications.waiting().length === 0);
    expect(alerts.state().deliveries).toMatchObject([{ waiting: 0, failed: 0 }]);
  });

  it('go on where a console was killed with a full queue', async () => {
    const fixture = builtFile('fixtures', 'teller.mjs');
    await build({
      entryPoints: [path.join(projectRoot, 'tests/fixtures/teller.ts')],
      outfile: fixture,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
    const folder = temporaryFolder();
    const bodies: string[] = [];
    const server = await serve(({ body }, response, count) => {
      // some are taken, and of the one that is under way nobody learns whether it was
      bodies.push(body);
      if (count <= 20) response.writeHead(204).end();
    });
    const child = spawn(process.execPath, [fixture, folder, '60'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...environmentOf(server.address) },
    });
    const ended = once(child, 'close');
    await until(() => bodies.length > 20);
    child.kill('SIGKILL');
    await ended;
    expect(bodies).toHaveLength(21);
    server.respond = failing('killed', (body) => bodies.push(body));
    const { alerts } = opened({ folder, settings, environment: environmentOf(server.address) });
    await until(() => alerts.state().deliveries[0]?.waiting === 0);
    const ids = bodies.map((body) => taken(body).notification.id);
    expect(unique(ids)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(unique(bodies.map((body) => taken(body).id))).toHaveLength(60);
    expect(alerts.state().notifications).toHaveLength(60);
  });

  it('are given up, and told of, when they are refused, too old or too many', async () => {
    let status = 404;
    const server = await serve((_, response) => response.writeHead(status, { location: 'http://elsewhere' }).end());
    const bounded = { ...settings, giveUpHours: 1, waitingAtMost: 3 };
    const { alerts, clock } = opened({ settings: bounded, environment: environmentOf(server.address) });
    const warnings = () => alerts.state().notifications.filter(({ key }) => key === 'delivery.hook');
    const last = () => warnings()[0]?.text;
    alerts.notify.tell(notice(1));
    await until(() => last() !== undefined);
    expect(warnings()[0]).toMatchObject({
      type: 'monitor',
      level: 'warning',
      text: 'A notification was not delivered to hook: answered 404.',
      detail: '000000000000-1-told is given up. Look at the target and at what config/alerts.json says of it.',
    });
    status = 302;
    alerts.notify.tell(notice(2));
    await until(() => last()?.includes('302') === true);
    expect(last()).toBe(
      'A notification was not delivered to hook: answered 302, which sends elsewhere and is not followed.',
    );
    status = 503;
    for (const number of [3, 4, 5, 6, 7]) alerts.notify.tell(notice(number));
    await until(() => alerts.state().deliveries[0]?.failed === 4 && last()?.includes('more') === true);
    expect(last()).toBe('A notification was not delivered to hook: more than 3 wait for it.');
    clock.advance(2 * HOUR);
    await until(() => alerts.state().deliveries[0]?.waiting === 0 && last()?.includes('within') === true);
    expect(alerts.state().deliveries[0]).toMatchObject({ delivered: 0, failed: 7 });
    expect(last()).toBe('A notification was not delivered to hook: not delivered within 1 h: answered 503.');
    status = 204;
    alerts.notify.tell(notice(8));
    await until(() => alerts.state().deliveries[0]?.delivered === 1);
    await until(() => warnings().every(({ resolved }) => resolved !== undefined));
    expect(server.received.every(({ body }) => taken(body).notification.key.startsWith('matter.'))).toBe(true);
  });

  it('wait as long as Discord asks, and go there as embeds', async () => {
    const server = await serve((_, response, count) =>
      count === 1 ? json(response, { message: 'limited', retry_after: 0.05 }, 429) : response.writeHead(204).end(),
    );
    const { alerts } = opened({
      settings: { targets: { chat: { kind: 'discord', address: 'CHAT', level: 'warning', types: { venue: 'off' } } } },
      environment: { CHAT: server.address },
    });
    alerts.notify.tell(notice(1, { level: 'error' }));
    alerts.notify.tell(notice(2, { type: 'monitor' }));
    alerts.notify.tell(notice(3, { type: 'monitor', level: 'error' }));
    await until(() => alerts.state().deliveries[0]?.delivered === 1);
    const [first, second, ...more] = server.received;
    expect(more).toEqual([]);
    expect(second?.body).toBe(first?.body);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(40);
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ embeds: [{ title: 'Monitor', description: 'Number 3.' }] });
    expect(alerts.state().deliveries[0]?.lastError).toEqual({ at: start, sentence: 'answered 429, too many' });
  });

  it('have no secret and no address in anything that is kept, logged, shown or traced', async () => {
    const server = await serve((request, response) =>
      response.writeHead(request.body.includes('Number 1.') ? 400 : 500).end(`${request.url} ${secret}`),
    );
    const desk = opened({ settings, environment: environmentOf(server.address) });
    for (const number of [1, 2, 3]) desk.alerts.notify.tell(notice(number));
    await until(() => server.received.length > 5);
    const shown = JSON.stringify([desk.alerts.state(), desk.lines]);
    await desk.close();
    const traced = desk.traced.records.map(({ process, inputs, outputs, error }) => [process, inputs, outputs, error]);
    const kept = readdirSync(desk.folder).map((file) => readFileSync(path.join(desk.folder, file), 'latin1'));
    const { port } = new URL(server.address);
    expect(traced.length).toBeGreaterThan(5);
    for (const text of [shown, JSON.stringify(traced, printable), ...kept]) {
      expect(text).not.toContain('sentinel');
      expect(text).not.toContain(`:${port}`);
    }
  });

  it('say why a target is not in use', () => {
    const { alerts } = opened({
      settings: {
        targets: {
          chat: { kind: 'discord', address: 'CHAT' },
          hook: { kind: 'webhook', address: 'HOOK', secret: 'KEY' },
          file: { kind: 'webhook', address: 'FILE' },
        },
      },
      environment: { HOOK: 'https://example.com', FILE: 'file:///etc/passwd', CHAT: '' },
    });
    expect(alerts.state().deliveries.map(({ target, off }) => [target, off])).toEqual([
      ['chat', 'The variable CHAT is not set.'],
      ['hook', 'The variable KEY, with which bodies are signed, is not set.'],
      ['file', 'The variable FILE holds no address that begins with http:// or https://.'],
    ]);
  });

  it('are none while a recording is played', async () => {
    const server = await serve((_, response) => response.writeHead(204).end());
    const { alerts } = opened({ settings, environment: environmentOf(server.address), live: false });
    alerts.notify.tell(notice(1));
    await until(() => alerts.state().notifications.length === 1);
    expect(alerts.state().deliveries).toEqual([{ target: 'hook', waiting: 0, delivered: 0, failed: 0 }]);
  });
});

const printable = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' || typeof value === 'function' ? String(value) : value;
