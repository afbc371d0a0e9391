import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, newPlace, type Place } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

async function running(args: readonly string[]) {
  const { child, ended, stdout } = launch(['sim', ...args], place);
  const isOver = ended.then(() => true);
  while (!/\n}\n$|Ctrl-C/.test(stdout())) {
    const over = await Promise.race([isOver, new Promise<false>((resolve) => setTimeout(() => resolve(false), 50))]);
    if (over) break;
  }
  const end = () => {
    child.kill('SIGINT');
    return ended;
  };
  return { stdout, end };
}

describe('deskbook sim', () => {
  it('says where it is and what it trades, and ends with Ctrl-C', async () => {
    const { stdout, end } = await running(['tt', '--port', '0', '--instruments', 'ZN,ZT', '--seed', 'x', '--json']);
    const said: unknown = JSON.parse(stdout());
    expect(said).toEqual({
      venue: 'tt',
      address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      connect: 'deskbook start --venue tt',
      instruments: [expect.stringMatching(/^ZN[HMUZ]\d$/), expect.stringMatching(/^ZT[HMUZ]\d$/)],
      seed: 'x',
    });
    const { address } = said as { address: string };
    expect(await (await fetch(`${address}/simulator/faults`)).json()).toMatchObject({ counts: {} });
    expect(await end()).toMatchObject({ code: 0, stderr: '' });
  });

  it('simulates Upstox, and lets in whoever has its fixed words', async () => {
    const { stdout, end } = await running(['upstox', '--port', '0', '--instruments', 'NIFTY,INFY', '--json']);
    const said = JSON.parse(stdout()) as { address: string };
    expect(said).toMatchObject({ venue: 'upstox', instruments: ['NIFTY', 'INFY'] });
    const login = await fetch(`${said.address}/v2/login/authorization/token`, {
      method: 'POST',
      body: new URLSearchParams({
        code: 'simulator',
        client_id: 'simulator',
        client_secret: 'simulator-secret',
        redirect_uri: 'http://127.0.0.1/',
        grant_type: 'authorization_code',
      }),
    });
    expect(await login.json()).toMatchObject({ broker: 'UPSTOX' });
    expect(await end()).toMatchObject({ code: 0, stderr: '' });
  });

  it('has the plan of a file from the first call on', async () => {
    const file = path.join(place.folder, 'plan.json');
    await writeFile(file, JSON.stringify({ seed: 'a', rules: [{ fault: { kind: 'status', status: 503 }, share: 1 }] }));
    const { stdout, end } = await running(['projectx', '--port', '0', '--instruments', 'ES', '--faults', file]);
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout())?.[0];
    expect((await fetch(`${address}/api/Auth/loginKey`, { method: 'POST' })).status).toBe(503);
    expect((await end()).code).toBe(0);
  });

  it('posts to no address that is none', async () => {
    const wrong = await deskbook(place, ['sim', 'kite', '--port', '0', '--postback', 'hook']);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--postback is an address')]);
  });

  it('says what is wrong with a plan or a name', async () => {
    const file = path.join(place.folder, 'wrong.json');
    await writeFile(file, '{"seed": "a", "rules": [{"fault": {"kind": "mising"}, "share": 1}]}');
    const wrong = await deskbook(place, ['sim', 'tt', '--port', '0', '--faults', file]);
    expect([wrong.code, wrong.stdout]).toEqual([1, '']);
    expect(wrong.stderr).toContain('wrong.json: rules.0.fault.kind:');
    const unknown = await deskbook(place, ['sim', 'tt', '--port', '0', '--instruments', 'ZNN']);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringMatching(/There is no instrument "ZNN"/)]);
  });
});
