import { readProcessName } from './process-name.ts';
import type { GroupStrategy } from './strategy.ts';

const asGroup = (part: string): string =>
  part
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

/** The first parts of the module: `server.desk` of `server/desk/desk.Desk.submit`. */
export const byModule =
  (depth = 2): GroupStrategy =>
  (process) => {
    const parts = readProcessName(process).module.slice(0, depth).map(asGroup).filter(Boolean);
    return parts.length > 0 ? parts.join('.') : undefined;
  };
