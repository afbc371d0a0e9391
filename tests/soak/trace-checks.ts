import { existsSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { some } from './some.ts';
import type { Told } from './told.ts';

interface Call {
  readonly trace: string;
  readonly span: string;
  readonly parent: string | null;
  readonly status: string;
  readonly exception: string | null;
}

/** What the trace store says by itself, and against what the client was shown of it; a sentence for each thing that is not right. */
export function checkTraces(file: string, told: Told): string[] {
  if (!existsSync(file)) return some('calls that were shown and are not there', [...told.calls]);
  const traces = new Sqlite(file, { readonly: true });
  try {
    return problemsOf(traces, told);
  } finally {
    traces.close();
  }
}

function problemsOf(traces: Database, told: Told): string[] {
  const answer = traces.pragma('integrity_check', { simple: true });
  const calls = traces
    .prepare<[], Call>(
      'SELECT trace_id AS trace, span_id AS span, parent_span_id AS parent, status, exception FROM process_trace',
    )
    .all();
  const byKey = new Map(calls.map((call) => [`${call.trace} ${call.span}`, call]));
  const ofNoCall = traces
    .prepare(
      `SELECT DISTINCT span_id FROM data_trace AS d WHERE NOT EXISTS (
         SELECT 1 FROM process_trace AS p WHERE p.trace_id = d.trace_id AND p.span_id = d.span_id)`,
    )
    .pluck()
    .all();
  const failed = calls.filter(({ status }) => status === 'ERR');
  return [
    ...(answer === 'ok' ? [] : [`${traces.name} is damaged: ${String(answer)}`]),
    ...(byKey.size === calls.length ? [] : [`${calls.length - byKey.size} calls are there twice.`]),
    ...some('values of no call', ofNoCall),
    ...some('calls that are their own callers', callersOfThemselves(calls, byKey)),
    ...some(
      'failed calls without a reason',
      failed.filter(({ exception }) => !exception).map(({ span }) => span),
    ),
    ...checkShown(byKey, failed, told),
  ];
}

/** Of a kill is what had not ended: a caller may be missing, and then its calls begin trees of their own. */
function callersOfThemselves(calls: readonly Call[], byKey: ReadonlyMap<string, Call>): string[] {
  const rooted = new Set<Call>();
  return calls.flatMap((call) => {
    const path = new Set<Call>();
    let above: Call | undefined = call;
    while (above !== undefined && !rooted.has(above) && !path.has(above)) {
      path.add(above);
      above = above.parent === null ? undefined : byKey.get(`${above.trace} ${above.parent}`);
    }
    if (above !== undefined && path.has(above)) return [call.span];
    for (const each of path) rooted.add(each);
    return [];
  });
}

/** What somebody has read was on disk, so no kill takes it back; and whatever failed before it was there first. */
function checkShown(byKey: ReadonlyMap<string, Call>, failed: readonly Call[], told: Told): string[] {
  const errors = failed.map(({ exception }) => exception ?? '').join('\n');
  return [
    ...some(
      'calls that were shown and are not there',
      [...told.calls].filter((key) => !byKey.has(key)),
    ),
    ...some(
      'errors that were shown and are not there',
      [...told.errors].filter((relation) => !errors.includes(` ${relation}.`)),
    ),
  ];
}
