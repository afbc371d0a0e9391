import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '../../../config/load.ts';
import { SECOND } from '../../../core/model/time.ts';
import { Random } from '../../../core/random.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { HealthState } from '../../../core/venue/state.ts';
import { DeskInstruments } from '../../../server/desk/instruments.ts';
import { projectRoot } from '../../../server/paths.ts';
import type { Simulator } from '../../../server/simulators/port.ts';
import { openVenueConsole, type VenueConsole } from './console.ts';
import { hurriedClock } from './hurried-clock.ts';
import type { SoakedVenue } from './kind.ts';
import type { World } from './world.ts';

export interface VenueSoakOptions {
  readonly kind: SoakedVenue;
  readonly faults: number;
  /** Faults after which everything has to settle and is looked at. */
  readonly faultsOfRound: number;
  readonly seed: string;
  /** No round begins after it. */
  readonly milliseconds: number;
  /** What settling takes at the most. */
  readonly settleMilliseconds: number;
  readonly onRound?: (round: VenueRound) => void;
}

export interface VenueRound {
  readonly number: number;
  readonly faults: number;
  readonly settledMilliseconds: number;
  readonly problems: readonly string[];
}

export interface VenueSoakResult {
  readonly rounds: readonly VenueRound[];
  readonly faults: Readonly<Record<string, number>>;
  readonly counts: World['counts'];
  readonly trades: number;
}

const sum = (simulator: Simulator): number =>
  Object.values(simulator.faults()).reduce((total, count) => total + count, 0);

/** Monitors that look as often as the clock is hurried. */
const monitors = {
  fills: { everySeconds: 1 },
  orders: { everySeconds: 1.5 },
  positions: { everySeconds: 2, againSeconds: 0.5 },
  account: { everySeconds: 5 },
  token: { everySeconds: 1 },
};

/** Trades while everything that can go wrong does, ends the faults again and again, and looks whether the desk and the exchange agree. */
export async function soakVenue(options: VenueSoakOptions): Promise<VenueSoakResult> {
  const { kind, seed, faults, milliseconds, onRound } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-soak-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const config = await loadConfig(path.join(projectRoot, 'config'), { monitors });
  const clock = hurriedClock(kind.speed, config.calendars, kind.session);
  const { traded, registry } = DeskInstruments.ofRoots(config.instruments, kind.roots, clock.now(), config.calendars);
  const surprises: string[] = [];
  const thrown = (error: unknown) =>
    void surprises.push(`Thrown out: ${error instanceof Error ? error.stack : String(error)}`);
  process.once('exit', remove);
  process.on('unhandledRejection', thrown);
  const log = (line: string) => void surprises.push(line);
  const simulator = await kind.simulate({ port: 0, instruments: traded, registry, seed, clock, log });
  const counts = { orders: 0, refusals: 0, kills: 0, closes: 0, failedStarts: 0 };
  const world: World = { kind, config, clock, simulator, folder, surprises, counts };
  const lives = new Lives(world);
  const rounds: VenueRound[] = [];
  const end = performance.now() + milliseconds;
  try {
    for (let number = 1; sum(simulator) < faults && performance.now() < end; number += 1) {
      const random = new Random(`${seed}/${number}`);
      await work(lives, random, { from: sum(simulator), end, faultsOfRound: options.faultsOfRound });
      const round = { number, ...(await settle(lives, options.settleMilliseconds)), faults: sum(simulator) };
      rounds.push(round);
      onRound?.(round);
    }
    const trades = simulator.exchange.accounts.reduce(
      (total, { id }) => total + simulator.exchange.trades(id).length,
      0,
    );
    return { rounds, faults: simulator.faults(), counts, trades };
  } finally {
    await lives.close();
    await simulator.close();
    process.off('unhandledRejection', thrown);
    process.off('exit', remove);
    remove();
  }
}

async function work(
  lives: Lives,
  random: Random,
  { from, end, faultsOfRound }: { readonly from: number; readonly end: number; readonly faultsOfRound: number },
): Promise<void> {
  const { simulator, kind, surprises } = lives.world;
  await lives.opened();
  while (sum(simulator) - from < faultsOfRound && performance.now() < end) {
    simulator.setFaults({ seed: String(random.integer(0, 1_000_000)), rules: kind.faults(random) });
    const until = performance.now() + random.integer(1_000, 6_000);
    while (performance.now() < until) {
      const console = await lives.opened();
      await kind.trade(lives.world, console, random).catch((error: unknown) => surprises.push(String(error)));
      await pause(random.integer(5, 60));
    }
    const fate = random.uniform();
    if (fate < 0.4) await lives.kill();
    else if (fate < 0.6) await lives.close();
  }
}

/** Nothing goes wrong any more; what is not right by then never will be. */
async function settle(lives: Lives, milliseconds: number): Promise<Omit<VenueRound, 'number' | 'faults'>> {
  const { simulator, kind, surprises } = lives.world;
  simulator.setFaults({ seed: 'none', rules: [] });
  const began = performance.now();
  const console = await lives.opened();
  let problems: readonly string[];
  do {
    await pause(250);
    problems = await kind.check(lives.world, console);
  } while (problems.length > 0 && performance.now() - began < milliseconds);
  const settledMilliseconds = Math.round(performance.now() - began);
  const standing = problems.length === 0 ? [] : standingOf(console);
  return { settledMilliseconds, problems: [...problems, ...surprises.splice(0), ...standing] };
}

/** What a console that does not come right says of itself. */
function standingOf({ desk, venue }: VenueConsole): string[] {
  const { monitors } = desk.bus.read<HealthState>('health');
  const { state, reason, token, services, malformed } = venue.health();
  return [
    `It is ${state}, its token ${token?.state}, ${malformed} malformed. ${reason ?? ''}`,
    ...services.map(
      ({ name, breaker, calls, failures, headroom, lastError }) =>
        `  ${name}: ${breaker}, ${calls} calls, ${failures} failed, ${headroom?.left} left. ${lastError?.sentence ?? ''}`,
    ),
    ...monitors.map(({ name, state: of, lastSuccess: success, failures, sentence }) => {
      const age = success === undefined ? 'never well' : `well ${(desk.clock.now() - success) / SECOND} s ago`;
      return `  ${name}: ${of}, ${age}, failed ${failures} times. ${sentence}`;
    }),
  ];
}

/** One console after the other on what the one before it left. */
class Lives {
  readonly world: World;
  #number = 0;
  #console: VenueConsole | undefined;

  constructor(world: World) {
    this.world = world;
  }

  /** The console at work, or another one; a venue that cannot be reached is tried again. */
  async opened(): Promise<VenueConsole> {
    for (let attempts = 0; this.#console === undefined; attempts += 1) {
      try {
        this.#console = await openVenueConsole(this.world, this.#place(this.#number));
      } catch (error) {
        if (!(error instanceof VenueProblem) || attempts > 100) throw error;
        this.world.counts.failedStarts += 1;
        await pause(100);
      }
    }
    return this.#console;
  }

  async kill(): Promise<void> {
    const console = this.#console;
    this.#console = undefined;
    if (console === undefined) return;
    this.world.counts.kills += 1;
    this.#number += 1;
    await console.kill(this.#place(this.#number));
  }

  async close(): Promise<void> {
    const console = this.#console;
    this.#console = undefined;
    if (console === undefined) return;
    this.world.counts.closes += 1;
    await console.close();
  }

  #place = (number: number): string => path.join(this.world.folder, String(number));
}
