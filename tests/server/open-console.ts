import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Overrides } from '../../config/load.ts';
import { type Console, openConsole } from '../../server/compose.ts';

export interface TestConsole extends Console {
  readonly folder: string;
  request(method: string, route: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  json<T>(route: string): Promise<T>;
}

const host = '127.0.0.1:4870';

/** The whole console on a folder of its own, without a port; an object is sent as JSON, text as text. */
export async function openTestConsole(
  overrides: Overrides = { demo: { enabled: false } },
  configFolder?: string,
): Promise<TestConsole> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-console-'));
  const console = await openConsole({
    dataFolder: folder,
    overrides,
    log: pino({ level: 'silent' }),
    ...(configFolder === undefined ? {} : { configFolder }),
  });
  await console.start();
  const request: TestConsole['request'] = (method, route, body, headers = {}) => {
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/plain' : 'application/json';
    return Promise.resolve(
      console.app.request(`http://${host}${route}`, {
        method,
        headers: { host, ...(text === undefined ? {} : { 'content-type': type }), ...headers },
        ...(text === undefined ? {} : { body: text }),
      }),
    );
  };
  return {
    ...console,
    folder,
    request,
    json: async <T>(route: string) => (await (await request('GET', route)).json()) as T,
    async close() {
      await console.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
