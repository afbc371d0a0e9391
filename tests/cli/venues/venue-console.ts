import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { loadConfig } from '../../../config/load.ts';
import { machineClock } from '../../../core/clock.ts';
import { openConsole } from '../../../server/compose.ts';
import { DeskInstruments } from '../../../server/desk/instruments.ts';
import { listen } from '../../../server/listen.ts';
import type { SimulatedExchange, Simulator, SimulatorOptions } from '../../../server/simulators/port.ts';
import { newPlace, type Place } from '../command.ts';

/** A venue whose simulator commands are tried on. */
export interface CommandedVenue {
  readonly kind: string;
  readonly root: string;
  simulate(options: SimulatorOptions): Promise<Simulator>;
  settings(address: string): object;
  /** The simulator's own where it is left out; another has its credentials in these variables. */
  readonly environment?: 'LIVE';
  readonly credentials?: Readonly<Record<string, string>>;
}

export interface VenueConsole {
  readonly place: Place;
  readonly exchange: SimulatedExchange;
  readonly instrument: string;
  close(): Promise<void>;
}

/** A console on the simulator of a venue, both at free ports of this machine. */
export async function openVenueConsole(venue: CommandedVenue): Promise<VenueConsole> {
  const { kind, root, simulate, settings, environment = 'simulator', credentials } = venue;
  const place = await newPlace();
  const { instruments, calendars } = await loadConfig(place.config);
  const { traded, registry } = DeskInstruments.ofRoots(instruments, [root], machineClock.now(), calendars);
  const simulator = await simulate({ port: 0, instruments: traded, registry, seed: 'commands' });
  const environments = { [environment]: settings(simulator.address) };
  const named = credentials ? { credentials: { [environment]: credentials } } : {};
  const venues = { [kind]: { kind, environment, instruments: [root], environments, ...named } };
  await writeFile(path.join(place.config, 'venues.json'), JSON.stringify(venues));
  const console = await openConsole({
    dataFolder: place.data,
    configFolder: place.config,
    choice: { venue: { name: kind } },
    log: pino({ level: 'silent' }),
  });
  const listening = await listen(console.app, 0);
  console.open.folder.announce(listening.address);
  await console.start();
  return {
    place,
    exchange: simulator.exchange,
    instrument: traded[0]?.id ?? root,
    async close() {
      await listening.close();
      await console.close();
      await simulator.close();
      await place.remove();
    },
  };
}
