import { nearest } from '../../../core/nearest.ts';
import { ImportRefused } from '../broken.ts';
import { type Header, plainName } from '../row.ts';
import { auditTrail } from './audit-trail.ts';
import { continuousFills } from './continuous-fills.ts';
import { downloader } from './downloader.ts';
import { anyFills } from './fills.ts';
import type { FileFormat } from './format.ts';
import { futuresClose } from './futures-close.ts';
import { ledger } from './ledger.ts';
import { optionsClose } from './options-close.ts';
import { startOfDay } from './start-of-day.ts';

/** Every file that goes into the record; the first whose columns are all there counts, so the widest stands last. */
export const formats: readonly FileFormat[] = [
  continuousFills,
  auditTrail,
  downloader,
  ledger,
  startOfDay,
  futuresClose,
  optionsClose,
  anyFills,
];

const missing = ({ signature }: FileFormat, header: Header): readonly string[] =>
  signature.filter((alternatives) => header.find(alternatives.map(plainName)) === undefined).map(([name = '']) => name);

/** The format of a header. Throws `ImportRefused` that names the format it is nearest to and what it lacks. */
export function detectFormat(file: string, header: Header): FileFormat {
  const judged = formats.map((format) => ({ format, lacks: missing(format, header) }));
  const found = judged.find(({ lacks }) => lacks.length === 0);
  if (found) return found.format;
  const share = ({ format, lacks }: (typeof judged)[number]): number => lacks.length / format.signature.length;
  const near = judged.reduce((best, candidate) => (share(candidate) < share(best) ? candidate : best));
  const wrong = `${file} is of no format that the record takes: its columns are ${header.names.join(', ')}.`;
  if (share(near) === 1) {
    throw new ImportRefused(`${wrong} Fills need instrument, side, quantity, price and time at least.`);
  }
  const misspelt = near.lacks.flatMap((name) => nearest(name, header.names, 1));
  throw new ImportRefused(
    `${wrong} It is nearest to the format ${near.format.name} and lacks ${near.lacks.join(', ')}.${misspelt.length > 0 ? ` Is that what ${misspelt.join(' and ')} should be?` : ''}`,
  );
}
