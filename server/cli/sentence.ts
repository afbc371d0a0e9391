import { ConfigError } from '../../config/explain.ts';
import { VenueProblem } from '../../core/venue/books.ts';
import { ChainRefused } from '../chains/chains.ts';
import { DataFolderBusy } from '../journal/data-folder.ts';
import { PortBusy } from '../listen.ts';
import { problemOf } from '../routes/errors.ts';
import { TracesUnreadable } from '../trace/traces-unreadable.ts';
import { VenueUnknown } from '../venues/venue-unknown.ts';
import { CommandFailure, WrongUse } from './client.ts';

const foreseen = [
  ChainRefused,
  CommandFailure,
  WrongUse,
  ConfigError,
  DataFolderBusy,
  PortBusy,
  TracesUnreadable,
  VenueProblem,
  VenueUnknown,
];

const isSystemError = (error: Error): boolean => 'syscall' in error && 'code' in error;

/** What a person reads of an error: a sentence for what was foreseen, everything that is known of what was not. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (foreseen.some((kind) => error instanceof kind)) return error.message;
  const problem = problemOf(error);
  if (problem) return [problem.message, problem.hint].filter(Boolean).join(' ');
  if (isSystemError(error)) return `The system refused it: ${error.message}.`;
  return error.stack ?? error.message;
}
