import { readProcessName } from './process-name.ts';
import type { GroupStrategy } from './strategy.ts';

const classes: Readonly<Record<string, readonly string[]>> = {
  execution: ['submit', 'cancel', 'place', 'replace', 'amend', 'execute', 'fill', 'order', 'route', 'match', 'trade'],
  read: [
    'get',
    'fetch',
    'read',
    'load',
    'list',
    'find',
    'query',
    'select',
    'lookup',
    'search',
    'open',
    'poll',
    'receive',
  ],
  write: [
    'write',
    'save',
    'store',
    'insert',
    'update',
    'delete',
    'remove',
    'append',
    'put',
    'set',
    'record',
    'commit',
    'flush',
  ],
  calculation: [
    'compute',
    'calculate',
    'calc',
    'fold',
    'price',
    'sum',
    'aggregate',
    'project',
    'solve',
    'estimate',
    'rank',
  ],
  validation: ['check', 'validate', 'verify', 'ensure', 'assert', 'judge', 'is', 'has', 'can'],
  conversion: ['parse', 'format', 'convert', 'print', 'render', 'draw', 'to', 'from', 'encode', 'decode', 'serialize'],
  delivery: ['send', 'publish', 'notify', 'emit', 'dispatch', 'export', 'push', 'broadcast'],
  control: ['start', 'stop', 'close', 'connect', 'disconnect', 'restart', 'retry', 'schedule', 'run', 'handle', 'take'],
};

const classOf: ReadonlyMap<string, string> = new Map(
  Object.entries(classes).flatMap(([name, verbs]) => verbs.map((verb) => [verb, name] as const)),
);

const firstWord = /^[^A-Za-z]*([A-Z]+(?![a-z])|[A-Z]?[a-z]+)/;

/** What a process does by the verb that its name begins with: `execution` of `submitOrder` and `submit_order`. */
export const byVerb: GroupStrategy = (process) => {
  const [, word = ''] = firstWord.exec(readProcessName(process).verb) ?? [];
  return classOf.get(word.toLowerCase());
};
