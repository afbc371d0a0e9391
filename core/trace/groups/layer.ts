import { byPattern } from './pattern.ts';
import type { GroupStrategy } from './strategy.ts';

const layers: Readonly<Record<string, readonly string[]>> = {
  http: ['server/routes', 'server/security', 'server/live', 'server/app', 'server/console-app', 'server/listen'],
  storage: ['server/journal', 'server/store', 'server/trace', 'server/recordings', 'sql'],
  analysis: ['server/analytics', 'server/statistics'],
  runtime: ['server/sessions', 'notebook'],
  presentation: ['cells', 'views', 'server/export'],
  exchange: ['server/venues', 'server/import', 'server/spots', 'core/venue'],
  core: ['core'],
  settings: ['config'],
  console: ['server'],
};

/** The layer of the console that a process lies in. */
export const byLayer: GroupStrategy = byPattern(
  Object.entries(layers).flatMap(([group, folders]) => folders.map((match) => ({ match, group }))),
);
