import { loadConfig } from '../../config/load.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import { machineClock } from '../../core/clock.ts';
import { type InstrumentRegistry, instrumentRegistry } from '../../core/model/registry.ts';
import { configFolderPath, type FolderOptions } from './folders.ts';

/** The instruments of the settings as of today, for commands that compute without a console. */
export async function openRegistry(options: Pick<FolderOptions, 'config'>): Promise<InstrumentRegistry> {
  const { instruments, calendars } = await loadConfig(configFolderPath(options));
  return instrumentRegistry(instruments, (session) => tradeDateOf(session, machineClock.now(), calendars), calendars);
}
