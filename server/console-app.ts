import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { kinds } from '../cells/index.ts';
import type { Config } from '../config/load.ts';
import { zoneOf } from '../core/calendar/session.ts';
import { machineClock } from '../core/clock.ts';
import type { StatusState } from '../core/topics.ts';
import { fingerprint } from '../core/trace/fingerprint.ts';
import type { KeyTable } from '../views/keys.ts';
import type { ConsoleMode } from '../views/wire.ts';
import type { Alerts } from './alerts/open.ts';
import { knownSources } from './analytics/known-sources.ts';
import type { Analytics } from './analytics/port.ts';
import { createApp } from './app.ts';
import type { Chains } from './chains/chains.ts';
import type { Closers } from './closers.ts';
import type { Contracts } from './contracts/contracts.ts';
import type { AmendFill } from './desk/amend-fill.ts';
import type { Arming } from './desk/arming.ts';
import type { HistoryAnswers } from './history/report.ts';

import type { FindInstrument } from './import/plan.ts';
import type { RecordPort } from './import/record-port.ts';
import { Channel } from './live/channel.ts';
import { streamRoutes } from './live/routes.ts';
import type { MarketSwitch } from './market-choice.ts';
import type { OpenedMarket } from './open-market.ts';
import { otlpReceiver } from './otlp/receive.ts';
import { isRecordingId, recordingFile } from './recordings/open.ts';
import { alertRoutes } from './routes/alerts.ts';
import { amendmentRoutes } from './routes/amendments.ts';
import { armingRoutes } from './routes/arming.ts';
import { chainRoutes } from './routes/chains.ts';
import { commandRoutes } from './routes/commands.ts';
import { contractRoutes } from './routes/contracts.ts';
import type { PageDeps } from './routes/deps.ts';
import { historyRoutes } from './routes/history.ts';
import { importRoutes } from './routes/imports.ts';
import { loginRoutes } from './routes/login.ts';
import { logRoutes } from './routes/logs.ts';
import type { Export } from './routes/notebooks.ts';
import { otlpRoutes } from './routes/otlp.ts';
import { pageRoutes } from './routes/pages.ts';
import { postbackRoutes } from './routes/postbacks.ts';
import { problemsAsPages } from './routes/problem-page.ts';
import { recordingRoutes } from './routes/recordings.ts';
import { replayRoutes } from './routes/replay.ts';
import { replayInfo } from './routes/replay-info.ts';
import { spotRoutes } from './routes/spots.ts';
import { tracePageRoutes } from './routes/trace-page.ts';
import { traceRoutes } from './routes/traces.ts';
import { tradingRoutes } from './routes/trading.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import type { Sessions } from './sessions/port.ts';
import type { SpotAnswers } from './spots/answers.ts';
import type { NotebookStore } from './store/port.ts';
import type { Traces } from './trace/open.ts';
import { marketFacts } from './trading/market-facts.ts';
import type { RemoteVenue } from './venues/port.ts';
import type { Receiver } from './webhooks/receive.ts';

/** What the requests of a console are answered from. */
export interface ConsoleParts {
  readonly config: Config;
  readonly dataFolder: string;
  readonly keys: KeyTable;
  readonly open: OpenedMarket;
  readonly analytics: Analytics;
  readonly store: NotebookStore;
  readonly sessions: Sessions;
  readonly toExport: Export;
  readonly find: FindInstrument;
  readonly record: RecordPort;
  readonly amend: AmendFill;
  readonly contracts: Contracts;
  readonly chains: Chains;
  readonly history: HistoryAnswers;
  readonly spots: SpotAnswers;
  readonly webhooks: Receiver;
  readonly traces: Traces;
  readonly alerts: Pick<Alerts, 'state' | 'acknowledge'>;
  readonly markets: MarketSwitch | undefined;
  readonly arming: Arming | undefined;
  /** While the market is a venue over the network. */
  readonly remote: RemoteVenue | undefined;
  /** How long the start took; undefined until it is done. */
  startedMilliseconds(): number | undefined;
  readonly log: Logger;
}

/** Every route of a console over its parts. */
export function consoleApp(parts: ConsoleParts, closers: Closers): Hono {
  const { config, dataFolder, open, analytics, sessions, toExport, find, record, markets, log } = parts;
  const { desk, journal, key, replay } = open;
  const version = desk.bus.read<StatusState>('status').versions.find(({ name }) => name === 'deskbook')?.version ?? '';
  const mode = (): ConsoleMode => ({
    run: `${key.environment} ${key.run}`,
    replay: replay ? replayInfo(replay.state()) : null,
    arming: parts.arming?.info() ?? null,
  });
  const pages: PageDeps = {
    sessions,
    store: parts.store,
    kinds,
    instruments: () => desk.instruments().map(({ id }) => id),
    sources: () => analytics.sources(),
    knownSources: knownSources(analytics),
    console: () => ({
      ...mode(),
      environment: key.environment,
      zone: zoneOf(desk.instruments()[0]?.session ?? 'cme'),
      now: desk.clock.now() / 1_000,
      machineNow: machineClock.now() / 1_000,
      keys: parts.keys,
    }),
  };
  const channel = new Channel({ kinds, epoch: randomBytes(6).toString('hex') });
  closers.add(() => channel.close());
  return createApp({
    desk,
    analytics,
    sessions,
    toExport,
    ...config.server,
    audit: (entry) => journal.appendAudit(entry),
    log,
    toPage: problemsAsPages(pages),
    health: () => ({
      ready: parts.startedMilliseconds() !== undefined,
      environment: key.environment,
      version,
      startedMilliseconds: parts.startedMilliseconds() ?? 0,
    }),
    more: [
      streamRoutes({
        sessions,
        channel,
        clock: desk.clock,
        mode,
        trouble: () => desk.trouble(),
        alerts: () => parts.alerts.state().unacknowledged,
      }),
      pageRoutes(pages),
      importRoutes(pages, record),
      recordingRoutes(pages, {
        dataFolder,
        settings: config,
        canPlay: markets !== undefined,
        played: replay?.state().recording.id,
      }),
      alertRoutes(parts.alerts),
      amendmentRoutes(parts.amend),
      armingRoutes(parts.arming),
      loginRoutes(parts.remote),
      postbackRoutes(parts.remote),
      contractRoutes(parts.contracts),
      chainRoutes(parts.chains),
      historyRoutes(parts.history),
      tradingRoutes({ desk, analytics, facts: marketFacts(config, open, parts.arming) }),
      spotRoutes(parts.spots),
      traceRoutes(parts.traces.reader),
      tracePageRoutes(pages, parts.traces.reader),
      logRoutes(parts.traces.reader),
      otlpRoutes(otlpReceiver(parts.traces.store, { ...parts.traces, fingerprint })),
      replayRoutes({
        replay,
        markets,
        isRecording: (id) => isRecordingId(id) && existsSync(recordingFile(dataFolder, id)),
      }),
      webhookRoutes(parts.webhooks),
      commandRoutes({ sessions, analytics, toExport, find }),
    ],
  });
}
