import { once } from 'node:events';
import { Command, Option } from 'commander';
import { machineClock } from '../../../core/clock.ts';
import { instant, SECOND } from '../../../core/model/time.ts';
import { parseLast } from '../../../core/trace/last.ts';
import type { Page, TraceFilter } from '../../../core/trace/query.ts';
import { csvLines } from '../../trace/canonical-csv.ts';
import type { TraceAnswers } from '../../trace/reader-answers.ts';
import { WrongUse } from '../client.ts';
import { type FolderOptions, withDataOption } from '../folders.ts';
import { openTraces } from '../open-traces.ts';
import { printJson, printLine } from '../output.ts';
import { callJson, callsTable, valueJson, valuesTable } from '../trace-output.ts';
import { traceTreeCommand } from './trace-tree.ts';

interface Options extends Pick<FolderOptions, 'data'> {
  readonly last?: number;
  readonly process?: string;
  readonly group?: string;
  readonly service?: string;
  readonly status?: 'OK' | 'ERR';
  readonly errors?: boolean;
  readonly text?: string;
  readonly subject?: string;
  readonly calls?: boolean;
  readonly limit?: number;
  readonly json?: boolean;
  readonly csv?: boolean;
}

const mostRows = 1_000_000;
const rowsOfTable = 50;
const rowsOfPage = 2_000;

function seconds(text: string): number {
  const read = parseLast(text);
  if (read !== undefined) return read;
  throw new WrongUse(`--last is a stretch of time: 90s, 15m, 6h or 2d; got ${JSON.stringify(text)}.`);
}

function rowLimit(text: string): number {
  const rows = Number(text);
  if (Number.isInteger(rows) && rows >= 1 && rows <= mostRows) return rows;
  throw new WrongUse(`--limit is a number of rows from 1 to ${mostRows}; got ${JSON.stringify(text)}.`);
}

function filterOf({ last, process, group, service, status, errors, text, subject }: Options): TraceFilter {
  const wanted = errors ? 'ERR' : status;
  return {
    ...(last === undefined ? {} : { from: instant(machineClock.now() - last * SECOND) }),
    ...(process === undefined ? {} : { process }),
    ...(group === undefined ? {} : { group }),
    ...(service === undefined ? {} : { service }),
    ...(wanted === undefined ? {} : { status: wanted }),
    ...(text === undefined ? {} : { text }),
    ...(subject === undefined ? {} : { subject }),
  };
}

/** As many rows as are wanted, however often the search rests. */
async function gathered<Row>(
  page: (limit: number, before?: number) => Promise<Page<Row>>,
  limit: number,
): Promise<{ readonly rows: readonly Row[]; readonly more: boolean }> {
  const rows: Row[] = [];
  let before: number | undefined;
  do {
    const found = await page(Math.min(limit - rows.length, rowsOfPage), before);
    for (const row of found.rows) rows.push(row);
    before = found.before;
  } while (before !== undefined && rows.length < limit);
  return { rows, more: before !== undefined };
}

async function show(traces: TraceAnswers, options: Options): Promise<void> {
  const filter = filterOf(options);
  const { json, csv, calls, limit = csv || json ? 100_000 : rowsOfTable } = options;
  if (csv) {
    const lines = csvLines((count, before) => traces.data(filter, count, before), limit, undefined);
    for await (const text of lines) if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    return;
  }
  if (calls) {
    const { rows, more } = await gathered((count, before) => traces.calls(filter, count, before), limit);
    if (json) printJson(rows.map(callJson));
    else printLine(callsTable(rows, more));
    return;
  }
  const { rows, more } = await gathered((count, before) => traces.data(filter, count, before), limit);
  if (json) printJson(rows.map(valueJson));
  else printLine(valuesTable(rows, more));
}

export const traceCommand = (): Command =>
  withDataOption(new Command('trace'))
    .description(
      'Print what the console and other programs did, newest first: a row a value, as the cell trace has it.',
    )
    .option('--last <time>', 'of the last stretch of time: 90s, 15m, 6h, 2d', seconds)
    .option('--process <name>', 'part of a process, * for anything')
    .option('--group <name>', 'a group and those under it')
    .option('--service <name>', 'of one program')
    .addOption(new Option('--status <status>', 'of calls that came back or failed').choices(['OK', 'ERR']))
    .addOption(new Option('--errors', 'the same as --status ERR').conflicts('status'))
    .option('--text <text>', 'in a name, a value or an error')
    .option('--subject <subject>', 'about one thing, as "order T-17"')
    .addOption(new Option('--calls', 'a row a call').conflicts('csv'))
    .option('--limit <rows>', `print at most this many rows (${rowsOfTable}; 100000 as JSON or CSV)`, rowLimit)
    .addOption(new Option('--json', 'print an array of rows').conflicts('csv'))
    .option('--csv', 'print the seven canonical columns')
    .action(async (options: Options) => {
      const traces = openTraces(options);
      try {
        await show(traces, options);
      } finally {
        traces.close();
      }
    })
    .enablePositionalOptions()
    .addCommand(traceTreeCommand());
