import { parentPort, workerData } from 'node:worker_threads';
import { CellFailure } from '../../cells/kind.ts';
import { cellFailure } from './failure.ts';
import type { FromWorker, Prepared, ServiceOptions, ToWorker } from './protocol.ts';
import { Aborted } from './query.ts';
import { Service } from './service.ts';

const port = parentPort!;
const send = (message: FromWorker): void => port.postMessage(message);

const asked = new Map<number, { resolve: (prepared: Prepared) => void; reject: (reason: Error) => void }>();
const running = new Map<number, AbortController>();
let lastAsk = 0;

const service = await Service.open(workerData as ServiceOptions, {
  log: (line) => send({ type: 'log', line }),
  prepare: (copies, books) =>
    new Promise((resolve, reject) => {
      const ask = ++lastAsk;
      asked.set(ask, { resolve, reject });
      send({ type: 'prepare', ask, copies, books });
    }),
});

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

/** After a fatal error DuckDB refuses everything, so the thread ends and its owner starts another. */
function report(id: number, reason: unknown): void {
  if (reason instanceof Aborted) {
    send({ type: 'aborted', id });
    return;
  }
  const message = reason instanceof Error ? reason.message : String(reason);
  const failure = reason instanceof CellFailure ? reason : cellFailure(reason, { sql: '', prefixBytes: 0, names: [] });
  send({ type: 'failure', id, error: failure.error });
  if (/database has been invalidated|FATAL Error/.test(message)) throw new Error(message);
}

port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'call':
      void call(message);
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
