import { parentPort, workerData } from 'node:worker_threads';
import { machineClock } from '../../core/clock.ts';
import { fingerprint } from '../../core/trace/fingerprint.ts';
import { keepWithinBounds } from './keep-within-bounds.ts';
import type { WriterPlace, WriterReply, WriterRequest } from './messages.ts';
import { TraceWork } from './trace-work.ts';

const place: WriterPlace = workerData;
const reply = (message: WriterReply): void => parentPort?.postMessage(message);
const work = new TraceWork({ place, machine: machineClock, fingerprint, housekeeping: keepWithinBounds, reply });

parentPort?.on('message', (request: WriterRequest) => {
  if (request.kind !== 'close') {
    work.do(request);
    return;
  }
  work.close();
  parentPort?.close();
});
