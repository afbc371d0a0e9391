import type { Config } from '../config/load.ts';
import { machineClock } from '../core/clock.ts';
import type { Tracer } from '../core/trace/port.ts';
import type { RecordingFile } from './analytics/protocol.ts';
import type { Log } from './desk/log.ts';
import { type OpenDesk, openDesk } from './desk/open.ts';
import { PaperMarket } from './desk/paper-market.ts';
import { ReplayMarket } from './desk/replay-market.ts';
import type { DataFolder } from './journal/data-folder.ts';
import type { MarketChoice, ReplayChoice } from './market-choice.ts';
import { monitorMarket } from './trace/instrument/market.ts';
import type { ChosenVenue, VenueChoice } from './venues/chosen.ts';
import type { RemoteVenue } from './venues/port.ts';

export interface OpenMarketOptions {
  readonly config: Config;
  readonly dataFolder: string | DataFolder;
  /** What credentials of a venue are read from. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly tracer: Tracer;
  readonly log: Log;
}

export interface OpenedMarket extends OpenDesk {
  /** While a recording is played. */
  readonly recording?: RecordingFile;
  /** While the market is a venue over the network. */
  readonly remote?: { readonly venue: RemoteVenue; readonly chosen: ChosenVenue };
}

/** The desk on the market that was chosen. */
export async function openMarket({ replay, venue }: MarketChoice, options: OpenMarketOptions): Promise<OpenedMarket> {
  if (replay) return openReplay(replay, options);
  if (venue) return openRemote(venue, options);
  const { config, dataFolder, tracer, log } = options;
  const market = monitorMarket(tracer, new PaperMarket({ config, clock: machineClock, log }));
  return openDesk({ config, market, dataFolder, log });
}

async function openReplay(
  choice: ReplayChoice,
  { config, dataFolder, tracer, log }: OpenMarketOptions,
): Promise<OpenedMarket> {
  const folder = typeof dataFolder === 'string' ? dataFolder : dataFolder.folder;
  const market = await ReplayMarket.open({ config, folder, choice, machine: machineClock });
  try {
    const monitored = monitorMarket(tracer, market);
    return { ...(await openDesk({ config, market: monitored, dataFolder, log })), recording: market.file };
  } catch (error) {
    market.close();
    throw error;
  }
}

async function openRemote(
  choice: VenueChoice,
  { config, dataFolder, variables, tracer, log }: OpenMarketOptions,
): Promise<OpenedMarket> {
  // Clients are many modules, and most consoles never load them.
  const [{ chosenVenue }, { openVenue, venueKey }, { VenueMarket }] = await Promise.all([
    import('./venues/chosen.ts'),
    import('./venues/open.ts'),
    import('./desk/venue-market.ts'),
  ]);
  const chosen = chosenVenue(config.venues, choice, variables);
  const folder = typeof dataFolder === 'string' ? dataFolder : dataFolder.folder;
  const market = new VenueMarket({
    config,
    log,
    environment: venueKey(chosen),
    roots: chosen.settings.instruments,
    open: (parts) => openVenue(chosen, { ...parts, folder, tracer, log }),
  });
  const open = await openDesk({ config, market: monitorMarket(tracer, market), dataFolder, log });
  return market.venue ? { ...open, remote: { venue: market.venue, chosen } } : open;
}
