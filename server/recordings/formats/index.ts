import { ImportRefused } from '../../import/broken.ts';
import { Header } from '../../import/row.ts';
import { bars } from './bars.ts';
import { depthFeed } from './depth-feed.ts';
import type { RecordingFormat } from './format.ts';
import { ticks } from './ticks.ts';
import { trades } from './trades.ts';

/** Every kind of file that a recording is made of; the first that fits counts. */
export const recordingFormats: readonly RecordingFormat[] = [depthFeed, ticks, trades, bars];

export const headerOf = (first: string): Header => new Header(first.replace(/^\uFEFF/, '').split(','));

/** The format of a file by its first line. Throws `ImportRefused` that says which there are. */
export function formatOf(name: string, first: string | undefined): RecordingFormat {
  if (first === undefined) throw new ImportRefused(`${name} is empty.`);
  const header = headerOf(first);
  const found = recordingFormats.find((format) => format.fits(first, header));
  if (found) return found;
  const known = recordingFormats.map(({ about }) => `  ${about}`).join('\n');
  const begins = first.length > 80 ? `${first.slice(0, 80)}…` : first;
  throw new ImportRefused(`${name} is no recording that is known: it begins with "${begins}". These are:\n${known}`);
}
