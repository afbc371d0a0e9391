import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, it, test, vi } from 'vitest';
import { commands } from '../../../server/cli/main.ts';
import { execute, program } from '../../../server/cli/program.ts';
import { Shell } from '../../../server/cli/shell/shell.ts';
import { launch, newPlace, type Place, type RunningConsole, startConsole } from '../command.ts';

let place: Place;
let console: RunningConsole;
beforeAll(async () => {
  place = await newPlace();
  console = await startConsole(place);
});
afterAll(async () => {
  await console.end();
  await place.remove();
});

const plain = stripVTControlCharacters;

/** A shell at a terminal, and what stands on it. */
function terminal() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  const show = (text: unknown): boolean => {
    shown += plain(String(text));
    return true;
  };
  output.on('data', show);
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(show));
  vi.stubEnv('DESKBOOK_DATA', place.data);
  vi.stubEnv('DESKBOOK_CONFIG', place.config);
  vi.stubEnv('DESKBOOK_ACCOUNT', 'S-1');
  const shell = new Shell({
    dataFolder: place.data,
    input: Object.assign(input, { isTTY: true, setRawMode: () => input }),
    output: Object.assign(output, { isTTY: true, columns: 200 }),
    hasColor: true,
    program: (seat) => program(commands, seat),
    execute,
  });
  const ended = shell.run().finally(() => {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
    process.exitCode = 0;
  });
  /** Types something, and gives what stands there once the words came. */
  const type = async (text: string, until: string | RegExp): Promise<string> => {
    const from = shown.length;
    input.write(text);
    return vi.waitFor(
      () => {
        const since = shown.slice(from);
        if (typeof until === 'string' ? !since.includes(until) : !until.test(since))
          throw new Error(`${until} in ${since}`);
        return since;
      },
      { timeout: 60_000, interval: 20 },
    );
  };
  return { type, ended };
}

test('a shell asks, does, completes and keeps what was typed', async () => {
  const { type, ended } = terminal();
  await type('', 'paper S-1 › ');
  expect(await type('trade ES buy 1\r', 'Send it? [y/N] ')).toMatch(
    /paper {2}buy 1 ES[HMUZ]\d at the market, account S-1\n {2}worth [\d,.]+ USD at /,
  );
  expect(await type('y\r', /filled.*\n(?:.*\n)*.*› /)).toMatch(/D\d+ filled: bought 1 ES/);
  await type('flatten\r', 'Type FLATTEN ');
  expect(await type('flatten\r', 'Nothing was done')).toContain('deskbook: Nothing was done.');
  await type('limit ES sell 1 9000\r', '[y/N]');
  expect(await type('\u0003', 'Nothing was done')).toContain('deskbook: Nothing was done.');
  await type('nonsense\r', "unknown command 'nonsense'");
  await type('query "select\r', 'A word that begins with "');
  await type('help flatten\r', 'Usage: deskbook flatten [options] [instruments...]');
  await type('use\r', 'Orders are of S-1.');
  await type('half of a line', 'half of a line');
  await type('\u0003', '^C');
  await type('flat', 'flat');
  // what completes the word, alone or with its whole line
  await type('\t', 'ten ');
  await type('\r', 'Type FLATTEN ');
  expect(await type('FLATTEN\r', /filled.*\n(?:.*\n)*.*› /)).toMatch(/D\d+ filled: sold 1 ES/);
  await type('quit\r', '');
  await ended;
  const file = path.join(place.data, 'shell-history');
  expect((await readFile(file, 'utf8')).split('\n').slice(0, -1)).toEqual([
    'trade ES buy 1',
    'flatten',
    'limit ES sell 1 9000',
    'nonsense',
    'query "select',
    'help flatten',
    'use',
    'flatten ',
    'quit',
  ]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('runs lines that are piped in, one after the other, and asks nobody', async () => {
  const { child, ended } = launch(['shell', '--account', 'S-2'], place);
  child.stdin.end(
    "# of the morning\nlimit ZN buy 1 109'000 --yes\ntrade ES buy 1\norders --json\ncancel all --yes\n\ntrade XX buy 1 --yes\n",
  );
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^D\d+ works: buy 1 ZN[HMUZ]\d limit 109'000\n\[\n(?:.*\n)*\]\nD\d+ canceled: Canceled on request\.\n$/,
  );
  expect(stderr).toMatch(/^deskbook: There is no terminal to ask on, so nothing was done\..*\ndeskbook: .*XX.*\n$/);
});
