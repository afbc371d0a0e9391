import { CellFailure } from '../../cells/kind.ts';
import { tracer } from '../trace/tracer.ts';
import { EngineCalls } from './calls.ts';
import { cellFailure, engineException } from './failure.ts';
import type { FromWorker, Prepared, ServiceOptions, ToWorker } from './protocol.ts';
import { Aborted } from './query.ts';
import { Service } from './service.ts';

const send = (message: FromWorker, sent?: () => void): void => {
  process.send?.(message, undefined, undefined, sent);
};

const asked = new Map<number, { resolve: (prepared: Prepared) => void; reject: (reason: Error) => void }>();
const running = new Map<number, AbortController>();
let lastAsk = 0;
let ending = false;
let service: Service;
let calls: EngineCalls | undefined;

/** After a fatal error DuckDB refuses everything, so the process ends and its owner starts another; what it wrote is whole at any moment. */
function end(reason: unknown): void {
  if (ending) return;
  ending = true;
  const message = reason instanceof Error ? reason.message : String(reason);
  const why = (engineException(message).exception_message ?? message).replace(/\.$/, '');
  send({ type: 'ending', why }, () => process.kill(process.pid, 'SIGKILL'));
}

process.on('uncaughtException', end);
process.on('unhandledRejection', end);

async function open(options: ServiceOptions): Promise<void> {
  if (options.traced) calls = new EngineCalls(tracer, options.traced);
  service = await Service.open(options, {
    log: (line) => send({ type: 'log', line }),
    prepare: (copies, books) =>
      new Promise((resolve, reject) => {
        const ask = ++lastAsk;
        asked.set(ask, { resolve, reject });
        send({ type: 'prepare', ask, copies, books });
      }),
  });
  send({ type: 'ready' });
}

type Call = (...args: readonly unknown[]) => Promise<unknown>;

async function call({ id, method, args, parent }: Extract<ToWorker, { type: 'call' }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const work = () => (service[method] as Call).call(service, ...args, controller.signal);
    const value = await (calls ? calls.within(parent, work) : work()).finally(handBack);
    send({ type: 'result', id, value }, method === 'close' ? () => process.exit() : undefined);
  } catch (reason) {
    report(id, reason);
  } finally {
    running.delete(id);
  }
}

/** Before the answer, so that whoever has it finds what was done for it. */
function handBack(): void {
  const rows = calls?.take() ?? [];
  if (rows.length > 0) send({ type: 'calls', rows });
}

function report(id: number, reason: unknown): void {
  if (reason instanceof Aborted) {
    send({ type: 'aborted', id });
    return;
  }
  const message = reason instanceof Error ? reason.message : String(reason);
  const failure = reason instanceof CellFailure ? reason : cellFailure(reason, { sql: '', prefixBytes: 0, names: [] });
  send({ type: 'failure', id, error: failure.error });
  if (/database has been invalidated|FATAL Error/.test(message)) end(reason);
}

function receive(message: ToWorker): void {
  switch (message.type) {
    case 'open':
      open(message.options).catch(end);
      break;
    case 'call':
      if (!ending) void call(message);
      break;
    case 'cancel':
      running.get(message.id)?.abort();
      break;
    case 'prepared':
      asked.get(message.ask)?.resolve(message.prepared);
      asked.delete(message.ask);
      break;
    case 'prepare_failed':
      asked.get(message.ask)?.reject(new Error(message.message));
      asked.delete(message.ask);
      break;
  }
}

process.on('message', (message) => receive(message as ToWorker));
