import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { kindNamed, kinds } from '../cells/index.ts';
import { type Config, loadConfig, type Overrides } from '../config/load.ts';
import { zoneOf } from '../core/calendar/session.ts';
import { machineClock } from '../core/clock.ts';
import type { StatusState } from '../core/topics.ts';
import type { ConsoleMode } from '../views/wire.ts';
import { createAnalytics } from './analytics/client.ts';
import { knownSources } from './analytics/known-sources.ts';
import { listedInstruments, symbolFacts } from './analytics/listed.ts';
import type { Analytics } from './analytics/port.ts';
import { createApp } from './app.ts';
import { type AmendFill, fillAmender } from './desk/amend-fill.ts';
import { bookRows } from './desk/book-rows.ts';
import type { OpenDesk } from './desk/open.ts';
import { ChartPainter } from './export/charts.ts';
import { exportDocument } from './export/document.ts';
import { provenanceOf } from './export/provenance.ts';
import type { FindInstrument } from './import/plan.ts';
import { recordOf } from './import/record-of.ts';
import type { RecordPort } from './import/record-port.ts';
import type { DataFolder } from './journal/data-folder.ts';
import { keyTable } from './keys.ts';
import { Channel } from './live/channel.ts';
import { streamRoutes } from './live/routes.ts';
import type { MarketChoice, MarketSwitch } from './market-choice.ts';
import { openMarket } from './open-market.ts';
import { builtFile, projectRoot } from './paths.ts';
import { isRecordingId, recordingFile } from './recordings/open.ts';
import { amendmentRoutes } from './routes/amendments.ts';
import { commandRoutes } from './routes/commands.ts';
import type { PageDeps } from './routes/deps.ts';
import { importRoutes } from './routes/imports.ts';
import type { Export } from './routes/notebooks.ts';
import { pageRoutes } from './routes/pages.ts';
import { recordingRoutes } from './routes/recordings.ts';
import { replayRoutes } from './routes/replay.ts';
import { replayInfo } from './routes/replay-info.ts';
import { spotRoutes } from './routes/spots.ts';
import type { Sessions } from './sessions/port.ts';
import { createSessions } from './sessions/sessions.ts';
import { type SpotAnswers, spotAnswers } from './spots/answers.ts';
import { DeskSpots } from './spots/spots.ts';
import type { NotebookStore } from './store/port.ts';
import { openNotebookStore } from './store/store.ts';

const shippedOrder = ['morning', 'pnl-history', 'scenario-ladder', 'market-replay', 'tour'];
const shippedConfig = path.join(projectRoot, 'config');

export interface ConsoleOptions {
  /** A path is held until the console closes; a folder that is held already stays so. */
  readonly dataFolder: string | DataFolder;
  /** Where the settings are read from; the checkout's own where it is left out. */
  readonly configFolder?: string;
  readonly overrides?: Overrides;
  /** The paper market where it is left out. */
  readonly choice?: MarketChoice;
  /** Where somebody can put another market in the place of this one. */
  readonly markets?: MarketSwitch;
  readonly log: Logger;
}

/** Everything of the console, composed and not yet listening. */
export interface Console {
  readonly app: Hono;
  readonly config: Config;
  readonly open: OpenDesk;
  readonly analytics: Analytics;
  readonly store: NotebookStore;
  readonly sessions: Sessions;
  readonly toExport: Export;
  readonly find: FindInstrument;
  /** What imports read and write. */
  readonly record: RecordPort;
  /** Lets the market run; until then everything stands as it was left. */
  start(): Promise<void>;
  readonly amend: AmendFill;
  readonly spots: SpotAnswers;
  /** Looks once at every file and address that a spot may come from. */
  lookForSpots(): Promise<void>;
  close(): Promise<void>;
}

export async function openConsole(options: ConsoleOptions): Promise<Console> {
  const { configFolder = shippedConfig, overrides, choice = {}, log } = options;
  const dataFolder = typeof options.dataFolder === 'string' ? options.dataFolder : options.dataFolder.folder;
  const began = performance.now();
  const config = await loadConfig(configFolder, overrides);
  const keys = keyTable(kinds, config.keys);
  await mkdir(dataFolder, { recursive: true });
  const open = await openMarket(choice, { config, dataFolder: options.dataFolder, log });
  const { desk, journal, recorder, key, replay } = open;
  const version = desk.bus.read<StatusState>('status').versions.find(({ name }) => name === 'deskbook')?.version ?? '';
  const record = recordOf(config, open);
  const amend = fillAmender(desk, journal);
  const spots = new DeskSpots({
    desk,
    journal,
    settings: config.spots,
    machine: machineClock,
    environment: process.env,
    random: Math.random,
    failed: (sentence) => log.error(sentence),
  });
  const answers = spotAnswers(spots, desk);
  const analytics = createAnalytics({
    folder: dataFolder,
    ...key,
    recording: open.recording,
    now: () => desk.clock.now(),
    instruments: listedInstruments(record.registry()),
    symbols: symbolFacts(record.registry()),
    exceptions: { cme: config.calendars.cme.exceptions, nse: config.calendars.nse.exceptions },
    beforeQuery: () => recorder.flush(),
    book: (instrument) => bookRows(desk, instrument),
    log: (line) => log.info(line),
  });
  const store = await openNotebookStore({
    shipped: path.join(projectRoot, 'data', 'notebooks'),
    own: path.join(dataFolder, 'notebooks'),
    order: shippedOrder,
    clock: machineClock,
    revisions: journal.revisions,
  });
  const sessions = createSessions({ store, desk, calendar: config.calendars.cme, analytics, kinds, journal, log });
  const find: FindInstrument = (name) => {
    try {
      return desk.instrument(name);
    } catch {
      return undefined;
    }
  };
  const mode = (): ConsoleMode => ({
    run: `${key.environment} ${key.run}`,
    replay: replay ? replayInfo(replay.state()) : null,
  });
  const pages: PageDeps = {
    sessions,
    store,
    kinds,
    instruments: () => desk.instruments().map(({ id }) => id),
    sources: () => analytics.sources(),
    knownSources: knownSources(analytics),
    console: () => ({
      ...mode(),
      environment: key.environment,
      zone: zoneOf('cme'),
      now: desk.clock.now() / 1_000,
      keys,
    }),
  };
  const channel = new Channel({ kinds, epoch: randomBytes(6).toString('hex') });
  const painter = new ChartPainter(builtFile('server', 'chart-worker.js'));
  const toExport: Export = async (snapshot) =>
    exportDocument(snapshot, kindNamed, { chart: (spec) => painter.draw(spec) }, await provenanceOf(desk, analytics));
  let startedMilliseconds: number | undefined;

  const app = createApp({
    desk,
    analytics,
    sessions,
    toExport,
    allowedHosts: config.server.allowedHosts,
    audit: (entry) => journal.appendAudit(entry),
    log,
    health: () => ({
      ready: startedMilliseconds !== undefined,
      environment: key.environment,
      version,
      startedMilliseconds: startedMilliseconds ?? 0,
    }),
    more: [
      streamRoutes({ sessions, channel, clock: desk.clock, mode, trouble: () => desk.trouble() }),
      pageRoutes(pages),
      importRoutes(pages, record),
      recordingRoutes(pages, {
        dataFolder,
        settings: config,
        canPlay: options.markets !== undefined,
        played: replay?.state().recording.id,
      }),
      amendmentRoutes(amend),
      spotRoutes(answers),
      replayRoutes({
        replay,
        choice,
        markets: options.markets,
        isRecording: (id) => isRecordingId(id) && existsSync(recordingFile(dataFolder, id)),
      }),
      commandRoutes({ sessions, analytics, toExport, find }),
    ],
  });

  return {
    app,
    config,
    open,
    analytics,
    store,
    sessions,
    toExport,
    find,
    record,
    amend,
    spots: answers,
    lookForSpots: () => spots.look(),
    async start() {
      // The engine begins while the first page is on its way.
      analytics.sources().catch((error: unknown) => log.error({ err: error }, 'the SQL engine did not start'));
      await desk.start();
      spots.start();
      startedMilliseconds = Math.round(performance.now() - began);
    },
    async close() {
      channel.close();
      await spots.close();
      await sessions.close();
      store.close();
      await Promise.all([analytics.close(), painter.close()]);
      await open.close();
    },
  };
}
