import { parentPort, workerData } from 'node:worker_threads';
import { CellFailure } from '../../cells/kind.ts';
import { cellFailure, engineException } from './failure.ts';
import type { FromWorker, Prepared, ServiceOptions, ToWorker } from './protocol.ts';
import { Aborted } from './query.ts';
import { Service } from './service.ts';

const port = parentPort!;
const send = (message: FromWorker): void => port.postMessage(message);

const asked = new Map<number, { resolve: (prepared: Prepared) => void; reject: (reason: Error) => void }>();
const running = new Map<number, AbortController>();
const calls = new Set<Promise<unknown>>();
let lastAsk = 0;
let ending = false;

/**
 * After a fatal error DuckDB refuses everything, so the thread ends and its owner starts another. A thread that ends under a query takes the whole
 * process with it: what runs is interrupted and waited for.
 */
function end(reason: unknown): void {
  if (ending) return;
  ending = true;
  const message = reason instanceof Error ? reason.message : String(reason);
  send({ type: 'ending', why: (engineException(message).exception_message ?? message).replace(/\.$/, '') });
  for (const controller of running.values()) controller.abort();
  for (const { reject } of asked.values()) reject(new Error('The engine ends.'));
  void Promise.allSettled(calls).then(() => process.exit(1));
}

process.on('uncaughtException', end);
process.on('unhandledRejection', end);

const opening = Service.open(workerData as ServiceOptions, {
  log: (line) => send({ type: 'log', line }),
  prepare: (copies, books) =>
    new Promise((resolve, reject) => {
      const ask = ++lastAsk;
      asked.set(ask, { resolve, reject });
      send({ type: 'prepare', ask, copies, books });
    }),
});
follow(opening);
const service = await opening.catch((reason: unknown) => {
  end(reason);
  return new Promise<never>(() => undefined);
});

function follow(work: Promise<unknown>): void {
  calls.add(work);
  const done = () => calls.delete(work);
  work.then(done, done);
}

type Call = (...args: readonly unknown[]) => Promise<unknown>;

async function call({ id, method, args }: Extract<ToWorker, { type: 'call' }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const value = await (service[method] as Call).call(service, ...args, controller.signal);
    send({ type: 'result', id, value });
    if (method === 'close') port.close();
  } catch (reason) {
    report(id, reason);
  } finally {
    running.delete(id);
  }
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

port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'call':
      if (!ending) follow(call(message));
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
});

send({ type: 'ready' });
