import { onTestFinished } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { ManualClock } from '../../../core/clock.ts';
import { type Instant, MINUTE } from '../../../core/model/time.ts';
import type { PositionsState } from '../../../core/topics.ts';
import type { HealthState, VenueState } from '../../../core/venue/state.ts';
import { openContracts } from '../../../server/contracts/contracts.ts';
import type { DeskMarket } from '../../../server/desk/desk-market.ts';
import { DeskInstruments } from '../../../server/desk/instruments.ts';
import type { Log } from '../../../server/desk/log.ts';
import { type OpenDesk, openDesk } from '../../../server/desk/open.ts';
import { MARKET_FILE } from '../../../server/desk/record.ts';
import { SqliteRecorder } from '../../../server/journal/recorder.ts';
import { defaultBounds } from '../../../server/journal/retention.ts';
import { type Monitors, openMonitors } from '../../../server/monitors/open.ts';
import { projectRoot } from '../../../server/paths.ts';
import { tracer } from '../../../server/trace/tracer.ts';
import { ManualAlarms, settle } from './manual-alarms.ts';
import { account, type MemoryVenue } from './memory-venue.ts';
import { Notices } from './notices.ts';

/** Friday, 20 November 2026, 15:30 UTC: every session of CME is open. */
export const friday = (Date.UTC(2026, 10, 20, 15, 30) * 1_000) as Instant;

export interface RemoteConsole extends OpenDesk {
  readonly clock: ManualClock;
  readonly alarms: ManualAlarms;
  readonly notices: Notices;
  readonly monitors: Monitors;
  readonly free: { bytes: number };
  venueState(): VenueState;
  health(): HealthState;
  /** What the desk holds of ZNZ6. */
  held(): number;
  close(): Promise<void>;
}

/** A desk on a venue in memory with its monitors, all on one clock that the test moves. */
export async function openRemoteConsole(
  dataFolder: string,
  venue: MemoryVenue,
  {
    at = friday,
    notices = new Notices(),
    roots = ['ZN', 'ES'],
  }: { readonly at?: Instant; readonly notices?: Notices; readonly roots?: readonly string[] } = {},
): Promise<RemoteConsole> {
  const config = await loadConfig(`${projectRoot}/config`);
  const clock = new ManualClock(at);
  const alarms = new ManualAlarms(clock);
  const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
  const instruments = DeskInstruments.ofRoots(config.instruments, roots, at, config.calendars);
  const market: DeskMarket<SqliteRecorder> = {
    clock,
    instruments,
    key: () => ({ environment: 'memory', run: 'main' }),
    recorder: (folder) =>
      new SqliteRecorder(
        folder.file(MARKET_FILE),
        { environment: 'memory', run: 'main' },
        { machine: clock, tradeDateOf: instruments.tradeDateOf, bounds: defaultBounds, onError: () => {} },
      ),
    async open() {
      return {
        venue,
        driver: () => ({ driver: { start() {}, async step() {}, async stop() {} } }),
        async connected() {},
      };
    },
  };
  const open = await openDesk({ config, market, dataFolder, log });
  const free = { bytes: 10_000_000_000 };
  const monitors = openMonitors({
    desk: open.desk,
    journal: open.journal,
    contracts: openContracts({ desk: open.desk, registry: () => instruments.registry, venue }),
    venue,
    feeds: venue.capabilities,
    settings: config.monitors,
    calendars: config.calendars,
    groups: config.productGroups,
    folder: dataFolder,
    free: async () => free.bytes,
    sizes: () => ({ journal: 1_000, market: 2_000, traces: 3_000 }),
    notify: notices,
    machine: clock,
    random: () => 0.5,
    tracer,
    alarms,
  });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= monitors.close().then(() => open.close());
    return closed;
  };
  onTestFinished(close);
  await open.desk.start();
  monitors.start();
  await settle();
  const { bus } = open.desk;
  return {
    ...open,
    clock,
    alarms,
    notices,
    monitors,
    free,
    venueState: () => bus.read<VenueState>('venue'),
    health: () => bus.read<HealthState>('health'),
    held: () =>
      bus
        .read<PositionsState>('positions')
        .positions.filter((position) => position.instrument === 'ZNZ6' && position.account === account)
        .reduce((sum, { quantity }) => sum + quantity, 0),
    close,
  };
}

/** Long enough that every monitor has looked. */
export const aWhile = 2 * MINUTE;
