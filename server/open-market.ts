import type { Config } from '../config/load.ts';
import { machineClock } from '../core/clock.ts';
import type { Tracer } from '../core/trace/port.ts';
import type { RecordingFile } from './analytics/protocol.ts';
import type { Log } from './desk/log.ts';
import { type OpenDesk, openDesk } from './desk/open.ts';
import { PaperMarket } from './desk/paper-market.ts';
import { ReplayMarket } from './desk/replay-market.ts';
import type { DataFolder } from './journal/data-folder.ts';
import type { MarketChoice } from './market-choice.ts';
import { monitorMarket } from './trace/instrument/market.ts';

export interface OpenMarketOptions {
  readonly config: Config;
  readonly dataFolder: string | DataFolder;
  readonly tracer: Tracer;
  readonly log: Log;
}

/** The desk on the market that was chosen. */
export async function openMarket(
  choice: MarketChoice,
  { config, dataFolder, tracer, log }: OpenMarketOptions,
): Promise<OpenDesk & { readonly recording: RecordingFile | undefined }> {
  const { replay } = choice;
  if (replay === undefined) {
    const market = monitorMarket(tracer, new PaperMarket({ config, clock: machineClock, log }));
    return { ...(await openDesk({ config, market, dataFolder, log })), recording: undefined };
  }
  const folder = typeof dataFolder === 'string' ? dataFolder : dataFolder.folder;
  const market = await ReplayMarket.open({ config, folder, choice: replay, machine: machineClock });
  try {
    const monitored = monitorMarket(tracer, market);
    return { ...(await openDesk({ config, market: monitored, dataFolder, log })), recording: market.file };
  } catch (error) {
    market.close();
    throw error;
  }
}
