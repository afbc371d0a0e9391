import { loadConfig } from '../../config/load.ts';
import { machineClock } from '../../core/clock.ts';
import { VenueProblem } from '../../core/venue/books.ts';
import { DeskInstruments } from '../desk/instruments.ts';
import { tracer } from '../trace/tracer.ts';
import { chosenVenue, type VenueChoice } from '../venues/chosen.ts';
import { openVenue } from '../venues/open.ts';
import { type LoginReport, loginReport } from './report.ts';

/** A login while no console is at work: the token lies in the data folder, where the next console finds it. */
export interface LoginHere {
  report(): LoginReport;
  redeem(code: string): Promise<LoginReport>;
  close(): Promise<void>;
}

const silent = { error() {}, warn() {}, info() {} };

/** Rejects with a `VenueUnknown`, or a `VenueProblem` for a venue that logs in by itself. */
export async function loginHere(dataFolder: string, configFolder: string, choice: VenueChoice): Promise<LoginHere> {
  const config = await loadConfig(configFolder);
  const chosen = chosenVenue(config.venues, choice, process.env);
  const { instruments: roots } = chosen.settings;
  const instruments = DeskInstruments.ofRoots(config.instruments, roots, machineClock.now(), config.calendars);
  const venue = openVenue(chosen, { instruments, tag: 'login', folder: dataFolder, tracer, log: silent });
  const { login } = venue;
  const report = (): LoginReport => {
    const found = loginReport(venue);
    if (found !== undefined) return found;
    throw new VenueProblem(`${chosen.name} in ${chosen.environment} logs in by itself.`);
  };
  try {
    report();
  } catch (error) {
    await venue.disconnect();
    throw error;
  }
  return {
    report,
    async redeem(code) {
      await login?.redeem(code);
      return report();
    },
    close: () => venue.disconnect(),
  };
}
