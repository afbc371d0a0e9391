import path from 'node:path';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { kindNamed, kinds } from '../cells/index.ts';
import { type Config, loadConfig, type Overrides } from '../config/load.ts';
import { deskSession } from '../core/calendar/desk-session.ts';
import { machineClock } from '../core/clock.ts';
import { AnalyticsClosed, createAnalytics } from './analytics/client.ts';
import { listedInstruments, symbolFacts } from './analytics/listed.ts';
import type { Analytics } from './analytics/port.ts';
import { recordTable } from './analytics/record.ts';
import { type Chains, openChains } from './chains/chains.ts';
import { Closers } from './closers.ts';
import { consoleApp } from './console-app.ts';
import { type Contracts, openContracts } from './contracts/contracts.ts';
import { type AmendFill, fillAmender } from './desk/amend-fill.ts';
import { bookRows } from './desk/book-rows.ts';
import { ChartPainter } from './export/charts.ts';
import { exportDocument } from './export/document.ts';
import { provenanceOf } from './export/provenance.ts';
import { openHistory } from './history/history.ts';
import { type HistoryAnswers, historyAnswers } from './history/report.ts';
import type { FindInstrument } from './import/plan.ts';
import { recordOf } from './import/record-of.ts';
import type { RecordPort } from './import/record-port.ts';
import { acquireDataFolder, type DataFolder } from './journal/data-folder.ts';
import { keyTable } from './keys.ts';
import type { MarketChoice, MarketSwitch } from './market-choice.ts';
import type { OpenedMarket } from './open-market.ts';
import { openMarket } from './open-market.ts';
import { openWatch } from './open-watch.ts';
import { builtFile, projectRoot } from './paths.ts';
import type { Export } from './routes/notebooks.ts';
import type { Sessions } from './sessions/port.ts';
import { createSessions } from './sessions/sessions.ts';
import { type SpotAnswers, spotAnswers } from './spots/answers.ts';
import { DeskSpots } from './spots/spots.ts';
import type { NotebookStore } from './store/port.ts';
import { openNotebookStore } from './store/store.ts';
import {
  monitorAnalytics,
  monitorDesk,
  monitoredExport,
  monitorPainter,
  monitorStore,
} from './trace/instrument/console.ts';
import { openTraces, type Traces } from './trace/open.ts';
import { tracer } from './trace/tracer.ts';
import { openWebhooks } from './webhooks/open.ts';

const shippedOrder = [
  'morning',
  'pnl-history',
  'scenario-ladder',
  'market-replay',
  'operations',
  'observatory',
  'tour',
];
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
  readonly open: OpenedMarket;
  readonly traces: Traces;
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
  readonly contracts: Contracts;
  readonly chains: Chains;
  readonly history: HistoryAnswers;
  readonly spots: SpotAnswers;
  /** Looks once at every file and address that a spot may come from. */
  lookForSpots(): Promise<void>;
  close(): Promise<void>;
}

/** Opens everything, or nothing: what was open already when something fails is closed again. */
export async function openConsole(options: ConsoleOptions): Promise<Console> {
  const closers = new Closers();
  try {
    return await compose(options, closers);
  } catch (error) {
    await closers.close().catch((closing: unknown) => options.log.error({ err: closing }, 'closing again failed too'));
    throw error;
  }
}

async function compose(options: ConsoleOptions, closers: Closers): Promise<Console> {
  const { configFolder = shippedConfig, overrides, choice = {}, markets, log } = options;
  const began = performance.now();
  const config = await loadConfig(configFolder, overrides);
  const keys = keyTable(kinds, config.keys);
  const held = holdFolder(options.dataFolder, closers);
  const dataFolder = held.folder;
  const traces = openTraces({ folder: dataFolder, settings: config.trace, tracer, machine: machineClock, log });
  closers.add(() => traces.close());
  const open = await openMarket(choice, { config, dataFolder: held, variables: process.env, tracer, log });
  closers.add(() => open.close());
  const { desk, journal, recorder, key } = open;
  monitorDesk(tracer, desk);
  const record = recordOf(config, open);
  const contracts = openContracts({ desk, registry: record.registry, venue: open.remote?.venue });
  const chains = openChains({ desk, registry: record.registry, venue: open.remote?.venue, clock: machineClock });
  const history = openHistory({
    desk,
    recorder,
    venue: open.remote?.venue,
    calendars: config.calendars,
    groups: config.productGroups,
    always: !open.remote && !open.recording && config.market.hours === 'always',
  });
  const spots = new DeskSpots({
    desk,
    journal,
    settings: config.spots,
    machine: machineClock,
    environment: process.env,
    random: Math.random,
    failed: (sentence) => log.error(sentence),
  });
  closers.add(() => spots.close());
  const { mask, groups, groupBy } = config.trace;
  const analytics = createAnalytics({
    folder: dataFolder,
    ...key,
    recording: open.recording,
    now: () => desk.clock.now(),
    instruments: listedInstruments(record.registry()),
    symbols: symbolFacts(record.registry()),
    exceptions: { cme: config.calendars.cme.exceptions, nse: config.calendars.nse.exceptions },
    async beforeQuery(copies) {
      recorder.flush();
      if (copies.some((name) => recordTable(name)?.file === 'trace')) await traces.written();
    },
    book: (instrument) => bookRows(desk, instrument),
    traced: tracer.enabled ? { mask, groups, groupBy, service: config.trace.export.service } : undefined,
    calling: () => tracer.current(),
    called: (rows) => traces.store.take(rows),
    log: (line) => log.info(line),
  });
  monitorAnalytics(tracer, analytics);
  closers.add(() => analytics.close());
  const watch = openWatch({ open, config, dataFolder, analytics, contracts, history, traces, log }, closers);
  const webhooks = openWebhooks({
    ...{ desk, journal, machine: machineClock, notify: watch.alerts.notify, tracer, log },
    ...{ settings: config.webhooks, variables: process.env },
  });
  const store = await openNotebookStore({
    shipped: path.join(projectRoot, 'data', 'notebooks'),
    own: path.join(dataFolder, 'notebooks'),
    order: shippedOrder,
    clock: machineClock,
    revisions: journal.revisions,
  });
  monitorStore(tracer, store);
  closers.add(() => store.close());
  const sessions = createSessions({
    store,
    desk,
    calendar: config.calendars[deskSession(desk.instruments())],
    analytics,
    history,
    traces: traces.reader,
    kinds,
    journal,
    log,
  });
  closers.add(() => sessions.close());
  const painter = new ChartPainter(builtFile('server', 'chart-worker.js'));
  monitorPainter(tracer, painter);
  closers.add(() => painter.close());
  const toExport = monitoredExport(tracer, async (snapshot) =>
    exportDocument(snapshot, kindNamed, { chart: (spec) => painter.draw(spec) }, await provenanceOf(desk, analytics)),
  );
  const find: FindInstrument = (name) => {
    try {
      return desk.instrument(name);
    } catch {
      return undefined;
    }
  };
  let startedMilliseconds: number | undefined;
  const amend = fillAmender(desk, journal);
  const answers = spotAnswers(spots, desk);
  closers.add(traces.observe(desk.bus, () => analytics.pid()));
  const parts = {
    config,
    open,
    traces,
    analytics,
    store,
    sessions,
    toExport,
    find,
    record,
    amend,
    contracts,
    chains,
    history: historyAnswers(history, desk, config.calendars),
    spots: answers,
    webhooks,
  };
  const started = () => startedMilliseconds;
  const { alerts, arming } = watch;
  const remote = open.remote?.venue;
  const facts = { dataFolder, alerts, keys, markets, arming, remote, startedMilliseconds: started, log };
  const app = consoleApp({ ...parts, ...facts }, closers);

  return {
    app,
    ...parts,
    lookForSpots: () => spots.look(),
    async start() {
      // The engine begins while the first page is on its way.
      analytics.sources().catch((error: unknown) => {
        if (!(error instanceof AnalyticsClosed)) log.error({ err: error }, 'the SQL engine did not start');
      });
      await desk.start();
      spots.start();
      watch.start();
      startedMilliseconds = Math.round(performance.now() - began);
      log.info({ ...key, milliseconds: startedMilliseconds }, 'the console is ready');
    },
    close: () => closers.close(),
  };
}

/** The folder of the console; one that nobody holds yet is held until the console closes. */
function holdFolder(dataFolder: string | DataFolder, closers: Closers): DataFolder {
  if (typeof dataFolder !== 'string') return dataFolder;
  const held = acquireDataFolder(dataFolder);
  closers.add(() => held.release());
  return held;
}
