import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Seat } from '../../../server/cli/seat.ts';
import { createProjectxSimulator } from '../../../server/simulators/projectx/simulator.ts';
import { command } from '../in-process.ts';
import { openVenueConsole, type VenueConsole } from './venue-console.ts';

/** A terminal at which somebody answers; what was asked is kept. */
function seat(...answers: string[]): Seat & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    isTerminal: true,
    hasColor: true,
    async ask(question) {
      asked.push(question);
      return answers.shift();
    },
  };
}

describe('commands in LIVE, at an address of this machine', () => {
  let at: VenueConsole;
  beforeAll(async () => {
    vi.stubEnv('LIVE_USER', 'simulator');
    vi.stubEnv('LIVE_KEY', 'simulator-secret');
    at = await openVenueConsole({
      kind: 'projectx',
      root: 'MES',
      environment: 'LIVE',
      credentials: { userName: 'LIVE_USER', apiKey: 'LIVE_KEY' },
      simulate: createProjectxSimulator,
      settings: (rest) => ({ rest, userHub: `${rest}/hubs/user`, marketHub: `${rest}/hubs/market` }),
    });
  });
  afterAll(() => at.close());

  const run = (args: string[], who?: Seat) => command(at.place, args, who);
  const buy = ['trade', 'MES', 'buy', '1', '--account', '10001'];

  it('are refused until it is armed, with how that is done', async () => {
    const sentence =
      'deskbook: projectx is LIVE and not armed. Say LIVE in the bar of the page, or deskbook arm LIVE, to arm it; cancels go through. Until then no order is taken.\n';
    expect(await run([...buy, '--yes'])).toEqual({ code: 1, stdout: '', stderr: sentence });
    expect(await run(buy, seat('y'))).toEqual({ code: 1, stdout: '', stderr: sentence });
  });

  it('arm with the word alone, asked for where it is not said', async () => {
    expect((await run(['arm', 'live'])).stderr).toBe('deskbook: To arm, the word is LIVE; got "live".\n');
    expect((await run(['arm'])).stderr).toMatch(
      /^deskbook: There is no terminal to ask on, so nothing was armed\. Say the word: deskbook arm LIVE\.\n$/,
    );
    const asked = seat('LIVE');
    expect((await run(['arm'], asked)).stdout).toMatch(
      /^projectx is LIVE and armed until \d\d:\d\d \S+: orders cost real money\.\n$/,
    );
    expect(asked.asked).toEqual(['Orders at projectx will cost real money. Type LIVE to arm it: ']);
  });

  it('show the environment in red before they ask, and go out once it is meant', async () => {
    const no = seat('n');
    const { code, stdout, stderr } = await run(buy, no);
    expect({ code, stdout, asked: no.asked }).toEqual({ code: 1, stdout: '', asked: ['Send it? [y/N] '] });
    expect(stderr).toContain('projectx \u001b[1;97;41m LIVE \u001b[0m  buy 1 MES');
    expect(stripVTControlCharacters(stderr)).toMatch(
      /^projectx {2}LIVE {3}buy 1 MES[HMUZ]\d at the market, account 10001\n {2}worth [\d,.]+ USD at .*\ndeskbook: Nothing was done\.\n$/,
    );
    expect((await run([...buy, '--wait', '20'], seat('y'))).stdout).toMatch(/filled: bought 1 MES/);
  });

  it('close and cancel when it is disarmed again', async () => {
    expect((await run(['disarm'])).stdout).toBe('projectx is LIVE and not armed: no order goes out.\n');
    expect((await run([...buy, '--yes'])).code).toBe(1);
    const { code, stdout } = await run(['close', 'MES', '--wait', '20'], seat('y'));
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/filled: sold 1 MES/) });
  });
});
