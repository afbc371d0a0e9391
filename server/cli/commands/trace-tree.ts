import { Command } from 'commander';
import { treeOfRows } from '../../../core/trace/tree/from-rows.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { type FolderOptions, withDataOption } from '../folders.ts';
import { openTraces } from '../open-traces.ts';
import { printJson, printLine } from '../output.ts';
import { treeJson, treeLines } from '../trace-tree-text.ts';

interface Options extends Pick<FolderOptions, 'data'> {
  readonly json?: boolean;
}

/** What a pipe gets, which has no width. */
const pipeWidth = 160;

async function show(asked: string, { json, ...folders }: Options): Promise<void> {
  const traces = openTraces(folders);
  try {
    const trace = /^[0-9a-f]{32}$/i.test(asked) ? asked.toLowerCase() : await traces.traceOf(asked);
    const rows = trace === undefined ? [] : await traces.trace(trace);
    if (trace === undefined || rows.length === 0)
      throw new CommandFailure(
        trace === undefined
          ? `No trace about ${asked} is kept. deskbook trace --calls shows what is.`
          : `Trace ${trace} is not kept any more. The archive may have it: deskbook query "select * from process_trace where trace_id = '${trace}'".`,
      );
    const tree = treeOfRows(rows);
    if (json) printJson(treeJson(trace, tree));
    else for (const line of treeLines(tree, process.stdout.columns ?? pipeWidth)) printLine(line);
  } finally {
    traces.close();
  }
}

export const traceTreeCommand = (): Command =>
  withDataOption(new Command('tree'))
    .description('Print one trace as an indented tree: times, own times, failures and the critical path.')
    .argument('<trace>', '32 hexadecimal digits, as trace_id has them, or what it is about: "order T-17"')
    .option(
      '--json',
      'print {trace, started, duration, orphans, cycles, repeated, early, calls: [{span, depth, process, group, service, subject, start, duration, self, critical, failed, error, failedBelow}]}, microseconds',
    )
    .exitOverride()
    .action(async (asked: string, options: Options) => {
      if (asked.trim() === '') throw new WrongUse('Say which trace: its 32 hexadecimal digits, or "order T-17".');
      await show(asked.trim(), options);
    });
