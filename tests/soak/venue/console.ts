import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Notify } from '../../../core/alerts/notification.ts';
import { openContracts } from '../../../server/contracts/contracts.ts';
import { type OpenDesk, openDesk } from '../../../server/desk/open.ts';
import { VenueMarket } from '../../../server/desk/venue-market.ts';
import { type Monitors, openMonitors } from '../../../server/monitors/open.ts';
import { tracer } from '../../../server/trace/tracer.ts';
import { venueInstruments } from '../../../server/venues/instruments.ts';
import type { RemoteVenue } from '../../../server/venues/port.ts';
import type { World } from './world.ts';

const silent: Notify = { tell() {}, over() {} };

/** The desk of a console on a venue, with its journal, its monitors and its protection. */
export interface VenueConsole extends OpenDesk {
  readonly venue: RemoteVenue;
  readonly monitors: Monitors;
  readonly path: string;
  close(): Promise<void>;
  /** Leaves the data folder as it is at this moment in another place, and says nothing more to the venue. */
  kill(to: string): Promise<void>;
}

export async function openVenueConsole(world: World, folder: string): Promise<VenueConsole> {
  const { kind, config, clock, simulator, surprises } = world;
  const log = {
    info() {},
    warn() {},
    error: (message: string) => void surprises.push(message),
  };
  const market = new VenueMarket({
    config,
    log,
    clock,
    environment: `${kind.name}-simulator`,
    roots: kind.roots,
    open: ({ instruments, tag }) =>
      kind.open(
        {
          name: kind.name,
          environment: 'simulator',
          instruments: venueInstruments(instruments, kind.symbology),
          tag,
          folder: path.join(folder, 'tokens'),
          clock,
          random: Math.random,
          tracer,
          log,
        },
        simulator.address,
      ),
  });
  const open = await openDesk({ config, market, dataFolder: folder, log });
  const { desk, journal } = open;
  const { venue } = market;
  if (venue === undefined) throw new Error('The desk opened no venue.');
  desk.protection.notify = silent;
  const monitors = openMonitors({
    desk,
    journal,
    contracts: openContracts({ desk, registry: () => market.instruments.registry, venue }),
    venue,
    feeds: venue.capabilities,
    settings: config.monitors,
    calendars: config.calendars,
    groups: config.productGroups,
    folder,
    sizes: () => ({ journal: 0, market: 0, traces: 0 }),
    notify: silent,
    machine: clock,
    random: Math.random,
    tracer,
  });
  const close = async () => {
    await monitors.close();
    await open.close();
  };
  try {
    await desk.start();
  } catch (error) {
    await close();
    throw error;
  }
  monitors.start();
  return {
    ...open,
    venue,
    monitors,
    path: folder,
    close,
    async kill(to) {
      cpSync(folder, to, { recursive: true, filter: (file) => !path.basename(file).startsWith('lock.sqlite') });
      venue.place = () => {};
      venue.cancel = () => {};
      venue.replace = () => {};
      await venue.disconnect();
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
