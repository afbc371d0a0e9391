import type { Fill } from '../../core/model/fill.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import { toMilliseconds } from '../../core/model/time.ts';
import type { Settlement } from '../../core/settlement/settlement.ts';
import type { BadRow } from '../../views/import-report.ts';
import { fillProblem, settlementProblem } from '../desk/check-history.ts';
import { differencesText } from './differences.ts';
import type { Numbered, ReadFile } from './read-file.ts';
import type { RecordPort } from './record-port.ts';

export interface Judged<T> extends Numbered<T> {
  readonly status: 'new' | 'known';
}

/** The rows of a file beside what the record has: what would be new, what is there, what cannot be taken. */
export interface Judgement {
  readonly fills: readonly Judged<Fill>[];
  readonly settlements: readonly Judged<Settlement>[];
  readonly bad: readonly BadRow[];
  readonly conflicts: number;
}

type Verdict =
  | 'new'
  | 'known'
  | { readonly conflict: boolean; readonly column: string; readonly value: string; readonly reason: string };

export function judge(file: ReadFile, record: RecordPort, registry: InstrumentRegistry): Judgement {
  const bad: BadRow[] = [...file.bad];
  let { conflicts } = file;
  const sort = <T>(rows: readonly Numbered<T>[], verdictOf: (value: T) => Verdict): Judged<T>[] =>
    rows.flatMap(({ row, value }) => {
      const verdict = verdictOf(value);
      if (typeof verdict === 'string') return [{ row, value, status: verdict }];
      const { conflict, ...told } = verdict;
      if (conflict) conflicts += 1;
      bad.push({ row, ...told });
      return [];
    });
  const fills = sort(file.fills, fillVerdict(record, registry));
  const settlements = sort(file.settlements, settlementVerdict(record, registry));
  bad.sort((a, b) => a.row - b.row);
  return { fills, settlements, bad, conflicts };
}

/** A sentence of the desk as the end of one of ours. */
const fragment = (sentence: string): string => sentence.replace(/\.$/, '');

function fillVerdict(record: RecordPort, { resolve }: InstrumentRegistry): (fill: Fill) => Verdict {
  const now = record.now();
  return (fill) => {
    if (fill.tsEvent > now) {
      const value = new Date(toMilliseconds(fill.tsEvent)).toISOString();
      return { conflict: false, column: 'time', value, reason: 'lies in the future: check the zone of the file' };
    }
    const told = { column: 'execution id', value: fill.executionId };
    const problem = fillProblem(fill, resolve, now);
    if (problem !== undefined) return { conflict: false, ...told, reason: fragment(problem) };
    const known = record.fill(fill.executionId);
    if (known === undefined) return 'new';
    const differences = differencesText(known, fill);
    if (differences === '') return 'known';
    return { conflict: true, ...told, reason: `is in the record with ${differences}; the record stays` };
  };
}

const placeOf = ({ instrument, tradeDate, kind, source, tsEvent }: Settlement): string =>
  JSON.stringify([instrument, tradeDate, kind, source, tsEvent]);

/** One file says one price of an instrument: another price of the same name and time is not the same file. */
function settlementVerdict(
  record: RecordPort,
  { resolve, calendars }: InstrumentRegistry,
): (settlement: Settlement) => Verdict {
  const there = new Map(record.settlements().map((settlement) => [placeOf(settlement), settlement]));
  return (settlement) => {
    const told = { column: 'SYMBOL', value: settlement.instrument };
    const problem = settlementProblem(settlement, resolve, calendars);
    if (problem !== undefined) return { conflict: false, ...told, reason: fragment(problem) };
    const known = there.get(placeOf(settlement));
    there.set(placeOf(settlement), known ?? settlement);
    if (known === undefined) return 'new';
    if (known.price === settlement.price) return 'known';
    return { conflict: true, ...told, reason: `has another price in ${settlement.source} already, which stays` };
  };
}
