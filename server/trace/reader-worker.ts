import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from '../../core/trace/reason.ts';
import { TraceAnswers } from './reader-answers.ts';
import type { Question, ReaderMessage, ReaderReply } from './reader-messages.ts';

/*
 * The thread that reads the trace store. Questions take turns, slice by slice, so a search through everything does not hold up a page.
 */

const answers = new TraceAnswers(String(workerData));
const asked = new Map<number, AbortController>();

function answer(question: Question, signal: AbortSignal): Promise<unknown> {
  switch (question.ask) {
    case 'calls':
    case 'data':
    case 'logs': {
      const { ask, filter, limit, before, after, milliseconds } = question;
      return answers[ask](filter, limit, before, {
        signal,
        ...(after === undefined ? {} : { after }),
        ...(milliseconds === undefined ? {} : { milliseconds }),
      });
    }
    case 'call':
      return answers.call(question.traceId, question.spanId, question.near, { signal });
    case 'trace':
      return answers.trace(question.traceId, question.near, { signal });
    case 'traceOf':
      return answers.traceOf(question.subject, { signal });
    case 'names':
      return answers.names();
  }
}

const PART_ROWS = 2_000;

const post = (reply: ReaderReply): void => parentPort?.postMessage(reply);

/** A short rest after each part gives the other thread a turn. */
async function give(id: number, given: unknown): Promise<void> {
  if (!Array.isArray(given) || given.length <= PART_ROWS) {
    post({ id, answer: given });
    return;
  }
  const rows: readonly unknown[] = given;
  for (let begin = 0; begin < rows.length; begin += PART_ROWS) {
    if (begin > 0) await setTimeout(1);
    post({ id, part: rows.slice(begin, begin + PART_ROWS) });
  }
  post({ id, answer: [] });
}

parentPort?.on('message', (message: ReaderMessage) => {
  if ('cancel' in message) {
    asked.get(message.cancel)?.abort();
    return;
  }
  const { id, question } = message;
  const controller = new AbortController();
  asked.set(id, controller);
  void answer(question, controller.signal)
    .then((given) => give(id, given))
    .catch((error: unknown) => post({ id, problem: reasonOf(error) }))
    .finally(() => asked.delete(id));
});
