import { type CellContext, type CellError, CellFailure } from '../../cells/kind.ts';
import { tracer } from '../trace/tracer.ts';
import type { CellText } from './cell-text.ts';

/** What a cell shows is on the page; a trace of it would be as large. */
const capture = { outputs: 'none' } as const;

export interface RunReport {
  framed(value: unknown): void;
  finished(): void;
  failed(error: CellError, cause: unknown): void;
}

/**
 * Runs a cell until it ends, fails or is interrupted; after an interruption nothing more is reported. What brings the first value is traced
 * under `subject`, of what comes after it only what fails.
 */
export async function runCell(
  cell: CellText,
  props: unknown,
  context: CellContext,
  report: RunReport,
  subject: string,
): Promise<void> {
  const { signal } = context;
  let frames: AsyncIterator<unknown> | undefined;
  try {
    await Promise.resolve();
    if (signal.aborted || !cell.kind) return;
    const running = cell.kind.frames(props, context)[Symbol.asyncIterator]();
    frames = running;
    const kind = `cells/${cell.kind.name}`;
    for (let first = true; ; first = false) {
      const step = () => orAborted(running.next(), signal);
      const next = first
        ? await tracer.span(`${kind}.run`, { subject, inputs: { props }, capture }, step)
        : await tracer.span(`${kind}.go_on`, { subject, inputs: { props }, capture, sample: 0 }, step);
      if (next === 'aborted' || signal.aborted) return void endQuietly(frames);
      if (next.done) return report.finished();
      report.framed(next.value);
    }
  } catch (error) {
    if (frames) endQuietly(frames);
    if (!signal.aborted) report.failed(errorOf(error, cell.spec.id), error);
  }
}

/** Not a race with one promise of the whole run: that would keep every frame until the run ends, and a live one never does. */
function orAborted<T>(next: Promise<T>, signal: AbortSignal): Promise<T | 'aborted'> {
  return new Promise((resolve, reject) => {
    const end = () => resolve('aborted');
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    next.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

/** A generator that hangs in an await ends when that does; nobody waits for it. */
function endQuietly(frames: AsyncIterator<unknown>): void {
  frames.return?.().catch(() => undefined);
}

function errorOf(error: unknown, cell: string): CellError {
  if (error instanceof CellFailure) return error.error;
  return {
    code: 'internal',
    message: `${cell} failed: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'This is a fault of the program, not of the notebook. The log has the details.',
  };
}
