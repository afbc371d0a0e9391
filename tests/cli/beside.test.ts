import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ContractsReport } from '../../server/contracts/report.ts';
import type { HistoryReport } from '../../server/history/report.ts';
import { jsonOf, newPlace, type Place, type RunningConsole, startConsole } from './command.ts';
import { command } from './resident.ts';

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

const deskbook = (...args: string[]) => command(place, args, { PORT: '0' });

describe('beside a console that runs', () => {
  it('deskbook contracts asks it', async () => {
    const there = jsonOf<ContractsReport>(await deskbook('contracts', 'ZN', 'T-Note', '--json'));
    expect(there).toMatchObject({ market: 'paper', search: 'ZN T-Note' });
    expect(there.contracts.map(({ front, tick, tickValue }) => ({ front, tick, tickValue }))).toEqual(
      [true, false, false].map((front) => ({ front, tick: 0.015625, tickValue: 15.625 })),
    );
  });

  it('deskbook history asks it, and prints the minute at hand as partial', async () => {
    const report = await vi.waitFor(
      async () => {
        const found = jsonOf<HistoryReport>(await deskbook('history', 'ES', '1h', '--json'));
        if (found.bars.length === 0) throw new Error('The market never traded.');
        return found;
      },
      { timeout: 60_000, interval: 20 },
    );
    expect(report).toMatchObject({
      market: 'paper',
      instrument: expect.stringMatching(/^ES/),
      frame: '1h',
      zone: 'America/Chicago',
      priceStyle: { kind: 'decimal', decimals: 2 },
      late: 0,
      notes: [],
    });
    expect(report.bars.at(-1)).toMatchObject({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:00:00-0[56]:00$/),
      tradeDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      open: expect.any(Number),
      partial: true,
    });
    const { stdout } = await deskbook('history', 'ES', '1d', '--raw');
    expect(stdout.split('\n')[0]).toBe('time\ttrade_date\topen\thigh\tlow\tclose\tvolume\tpartial');
  });

  it('deskbook new writes a notebook that it has at once', async () => {
    const { stdout } = await deskbook('new', 'Beside', '--json');
    const { address } = JSON.parse(stdout) as { address: string };
    expect(address).toBe(`${console.address}/notebooks/beside`);
    expect((await fetch(address)).status).toBe(200);
  });

  it('deskbook doctor names it', async () => {
    const { code, stdout } = await deskbook('doctor', '--json');
    const texts = (JSON.parse(stdout) as { lines: readonly { text: string }[] }).lines.map(({ text }) => text);
    expect([code, texts.filter((text) => text.startsWith('in use by'))]).toEqual([
      0,
      [`in use by the console at ${console.address} (process ${console.child.pid})`],
    ]);
    expect(texts).toContain('the journal is whole (quick_check)');
  });
});
