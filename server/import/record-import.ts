import type { BadRow, ImportReport } from '../../views/import-report.ts';
import { badRows, badRowText, ImportRefused } from './broken.ts';
import { type Judged, judge } from './judge.ts';
import { type ReadFile, type ReadOptions, readFile } from './read-file.ts';
import type { RecordPort } from './record-port.ts';
import type { RecordTerms } from './record-terms.ts';
import { reportOf } from './report.ts';
import { checkStartOfDay } from './start-of-day.ts';

export interface RecordRequest extends RecordTerms {
  /** The file's own name, without folders. */
  readonly name: string;
  readonly content: Buffer;
}

/** What a file is and what of it would be new. Writes nothing. Throws `ImportRefused` where the file as a whole cannot be read. */
export function previewRecord(request: RecordRequest, record: RecordPort): ImportReport {
  const { file, judged, registry } = understood(request, record);
  return reportOf(request.name, file, judged, registry, 'preview');
}

/**
 * Takes what is new of a file into the record. A bad row refuses the file as a whole, unless `keepGood` takes the others; what is
 * refused is journalled as that. Rejects with `ImportRefused` where the file as a whole cannot be read.
 */
export async function importRecord(
  request: RecordRequest,
  record: RecordPort,
  { keepGood = false }: { readonly keepGood?: boolean } = {},
): Promise<ImportReport> {
  const { name } = request;
  const { file, judged, registry } = await understoodOrRefused(request, record);
  const report = (outcome: 'refused' | 'imported') => reportOf(name, file, judged, registry, outcome);
  if (judged.bad.length > 0 && !keepGood) {
    const reason = `${name} has ${badRows(judged.bad.length)}, so nothing of it was taken. The first: ${sentence(judged.bad[0])}`;
    await record.refuse('import', reason, { file: name, bad: judged.bad.length, rows: file.rows });
    return report('refused');
  }
  const origin = file.format.gives === 'start of day' ? 'start_of_day' : 'import';
  const fills = newOf(judged.fills);
  const settlements = newOf(judged.settlements);
  if (fills.length > 0) await record.importFills(fills, origin);
  if (settlements.length > 0) await record.settle(settlements);
  const subject = file.format.gives === 'settlements' ? 'settlement' : 'fill';
  await Promise.all(
    judged.bad.map((bad) => record.refuse(subject, `${name}, ${sentence(bad)}`, { file: name, ...bad })),
  );
  return report('imported');
}

const newOf = <T>(rows: readonly Judged<T>[]): T[] =>
  rows.filter(({ status }) => status === 'new').map(({ value }) => value);

const sentence = (bad: BadRow | undefined): string => (bad === undefined ? '' : `${badRowText(bad)}.`);

function understood(request: RecordRequest, record: RecordPort) {
  const registry = record.registry();
  const options: ReadOptions = { ...request, registry, now: record.now() };
  const file: ReadFile = readFile(request.content, options);
  const judged = judge(file, record, registry);
  if (file.format.gives === 'start of day') checkStartOfDay(request.name, judged, record.startOfDay());
  return { file, judged, registry };
}

async function understoodOrRefused(request: RecordRequest, record: RecordPort) {
  try {
    return understood(request, record);
  } catch (error) {
    if (error instanceof ImportRefused) await record.refuse('import', error.message, { file: request.name });
    throw error;
  }
}
