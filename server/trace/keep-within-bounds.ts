import { HOUR, type Instant, SECOND } from '../../core/model/time.ts';
import { reasonOf } from '../../core/trace/reason.ts';
import { TrustedClock } from '../journal/trusted-clock.ts';
import { archiveFolder, archiveSize, isArchived } from './archive-files.ts';
import { startArchive } from './archive-process.ts';
import { Archiver } from './archiver.ts';
import type { Housekeeping, HousekeepingPlace } from './housekeeping.ts';
import { Retention } from './retention.ts';

const LONGEST_PAUSE = 60 * SECOND;
const WARNED_AFTER = 5;
/** A clock that leaps by as much of what is kept would make young rows old. */
const LEAP_SHARE = 0.25;

/** Keeps the trace store within age and bytes: what is too old goes to the archive first, then is deleted in slices. */
export function keepWithinBounds(place: HousekeepingPlace, start: typeof startArchive = startArchive): Housekeeping {
  const { database, settings, log } = place;
  const archive = archiveFolder(place.folder);
  const { keep } = settings;
  const archiver = settings.archive.enabled
    ? new Archiver({
        database,
        archive,
        bounds: settings.archive,
        storeBytes: keep.bytes,
        start,
        warn: (sentence) => log('warn', sentence),
      })
    : undefined;
  const retention = new Retention(database, { age: keep.hours * HOUR, bytes: keep.bytes }, (table) =>
    archiver && isArchived(table) ? archiver.upTo(table) : Number.POSITIVE_INFINITY,
  );
  const clock = new TrustedClock(keep.hours * HOUR * LEAP_SHARE);
  const before = archiveSize(archive);
  let failures = 0;
  let restUntil = Number.NEGATIVE_INFINITY;
  let lostTold = false;

  const tellLost = (): void => {
    if (lostTold || retention.lost === 0) return;
    lostTold = true;
    log(
      'error',
      `The trace store holds twice what it may and the archive cannot be written: the oldest calls are deleted unarchived. ${archiver?.error ?? ''}`.trim(),
    );
  };

  const slice = (now: Instant, trusted: boolean): number => {
    if (now < restUntil && now > restUntil - LONGEST_PAUSE) return 0;
    try {
      const deleted = retention.slice(now, trusted);
      failures = 0;
      return deleted;
    } catch (reason) {
      restUntil = now + Math.min(LONGEST_PAUSE, SECOND * 2 ** failures);
      failures += 1;
      const why = reasonOf(reason);
      if (failures % WARNED_AFTER === 0) {
        log(
          'warn',
          `Old traces could not be deleted, ${failures} times now: ${why}. The store grows until that works again.`,
        );
      }
      return 0;
    }
  };

  return {
    step(now) {
      const trusted = clock.trusts(now);
      archiver?.step(now, trusted);
      const deleted = slice(now, trusted);
      tellLost();
      return deleted;
    },
    figures: () => {
      const { files, bytes } = archiver?.size ?? before;
      return {
        deleted: retention.deleted,
        archivedRows: archiver?.rows ?? 0,
        archiveBytes: bytes,
        archiveFiles: files,
        archiveError: archiver?.error,
      };
    },
    close: () => archiver?.close(),
  };
}
