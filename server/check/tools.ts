import { existsSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { kinds } from '../../cells/index.ts';
import { loadConfig } from '../../config/load.ts';
import { createBus } from '../../core/bus.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import { machineClock } from '../../core/clock.ts';
import { createAnalytics } from '../analytics/client.ts';
import { listedInstruments, symbolFacts } from '../analytics/listed.ts';
import type { SourceInfo } from '../analytics/port.ts';
import { chainTopics } from '../chains/topics.ts';
import { DeskInstruments } from '../desk/instruments.ts';
import { topicNames } from '../desk/topics.ts';
import { runningConsole } from '../journal/data-folder.ts';
import { monitorTopics } from '../monitors/topics.ts';
import { Sources } from '../sessions/sources.ts';
import { traceTopics } from '../trace/topics.ts';
import type { CheckTools } from './check.ts';

/**
 * What a check needs and no more: names of what a desk offers, an engine in memory that reads SQL, and the names of files that were imported. No market, no
 * journal, nothing written; it works beside a console that runs.
 */
export async function openCheckTools(
  dataFolder: string,
  configFolder: string,
): Promise<CheckTools & { close(): Promise<void> }> {
  const config = await loadConfig(configFolder);
  const { calendars } = config;
  const now = machineClock.now();
  const roots = config.market.instruments.map(({ root }) => root);
  const instruments = DeskInstruments.ofRoots(config.instruments, roots, now, calendars);
  const bus = createBus();
  const markets = topicNames(instruments.traded.map(({ id }) => id));
  const topics = [...markets, ...traceTopics, ...monitorTopics, ...chainTopics(config.instruments)];
  for (const topic of topics) bus.define(topic, () => undefined);
  const desk = {
    bus,
    clock: machineClock,
    tradeDate: () => tradeDateOf('cme', machineClock.now(), calendars),
    instruments: () => instruments.traded,
    instrument: instruments.resolve,
    follow: async (name: string) => instruments.resolve(name),
  };
  const imported = await importedSources(dataFolder);
  const analytics = createAnalytics({
    folder: dataFolder,
    inMemory: true,
    environment: config.environment,
    run: 'check',
    instruments: listedInstruments(instruments.registry),
    symbols: symbolFacts(instruments.registry),
    exceptions: { cme: calendars.cme.exceptions, nse: calendars.nse.exceptions },
  });
  const sources = new Sources(desk, { sources: async () => [...(await analytics.sources()), ...imported] });
  const close = async () => {
    sources.close();
    await analytics.close();
  };
  try {
    await sources.refresh();
  } catch (error) {
    await close();
    throw error;
  }
  return { kinds, analytics, sources, desk, calendar: calendars.cme, journal: noSettings, close };
}

/** A notebook is checked as nobody has set anything in it. */
const noSettings: CheckTools['journal'] = {
  sessionValues: () => new Map(),
  setSessionValue: () => Promise.reject(new Error('A check sets no inputs.')),
};

/** A console that runs holds the file of imports and is asked; otherwise the file is read. */
async function importedSources(dataFolder: string): Promise<readonly Pick<SourceInfo, 'name'>[]> {
  const running = existsSync(dataFolder) ? runningConsole(dataFolder) : undefined;
  if (running?.address) {
    const answer = await fetch(`${running.address}/sources`, { headers: { accept: 'application/json' } });
    const { sources } = (await answer.json()) as { sources: readonly SourceInfo[] };
    return sources.filter(({ imported }) => imported);
  }
  const file = path.join(dataFolder, 'imports.duckdb');
  if (!existsSync(file)) return [];
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  try {
    const connection = await instance.connect();
    const rows = await (await connection.run('SELECT name FROM "#imports"')).getRows();
    connection.closeSync();
    return rows.map(([name]) => ({ name: String(name) }));
  } finally {
    instance.closeSync();
  }
}
