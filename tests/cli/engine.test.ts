import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engines, isThere, seesProcesses, until } from '../server/analytics/engines.ts';
import { jsonOf, newPlace, type Place, type RunningConsole, startConsole } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
let console: RunningConsole | undefined;

beforeEach(async () => {
  place = await newPlace();
});
afterEach(async () => {
  await console?.end('SIGKILL');
  console = undefined;
  await place.remove();
});

const sql = 'select count(*) from range(10000000) a, range(1000000) b where hash(a.range + b.range) % 7 = 1';

/** A console in which a query runs that does not end by itself. */
async function busyConsole(): Promise<{ console: RunningConsole; engine: number; answer: Promise<string> }> {
  console = await startConsole(place);
  const ask = (text: string) =>
    fetch(`${console!.address}/api/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sql: text }),
    });
  await ask('select 1');
  const answer = ask(sql).then(
    (reply) => reply.text(),
    () => 'no answer',
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  const [engine] = engines(console.child.pid!);
  return { console, engine: engine!, answer };
}

describe.runIf(seesProcesses)('the engine of a console', () => {
  it('that is killed ends by itself under its query, and the data folder opens at once', async () => {
    const { console, engine, answer } = await busyConsole();
    expect(await console.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    const next = await deskbook(place, ['query', 'select count(*) as n from fills', '--json']);
    expect({ code: next.code, stderr: next.stderr, rows: jsonOf(next) }).toEqual({
      code: 0,
      stderr: '',
      rows: [{ n: '0' }],
    });
    await until(() => !isThere(engine));
    expect(await answer).toBe('no answer');
  });

  it('that a terminal ends with Ctrl-C is closed by it and not before', async () => {
    const { console, engine, answer } = await busyConsole();
    process.kill(engine, 'SIGINT');
    const { code, signal, stderr } = await console.end('SIGINT');
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
    await answer;
    expect(isThere(engine)).toBe(false);
  });
});
