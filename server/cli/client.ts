import type { QueryResult } from '../../cells/kind.ts';
import type { ImportReport } from '../../views/import-report.ts';
import type { ChainQuery } from '../chains/chains.ts';
import type { ChainReport } from '../chains/report.ts';
import type { ContractsReport } from '../contracts/report.ts';
import type { AmendedExecution, AmendmentRequest } from '../desk/amend-fill.ts';
import type { HistoryQuery } from '../history/read-query.ts';
import type { HistoryReport } from '../history/report.ts';
import type { Imported } from '../import/import.ts';
import type { RecordTerms } from '../import/record-terms.ts';
import type { NotebookRevisions, Restored } from '../routes/revisions.ts';
import type { NotebookSnapshot } from '../sessions/port.ts';
import type { SpotChange } from '../spots/answers.ts';
import type { SpotReport } from '../spots/report.ts';
import type { QueryParam } from './params.ts';

export interface ImportRequest {
  readonly kind: 'bars' | 'trades' | 'fills';
  readonly file: string;
  readonly as: string;
  /** Root or instrument for rows that do not name theirs. */
  readonly instrument?: string;
}

/** A file for the record, whose format its header tells. */
export interface RecordRequest extends RecordTerms {
  readonly file: string;
  /** Says what it is and what would be new, and writes nothing. */
  readonly preview: boolean;
  /** Takes the good rows of a file with bad ones. */
  readonly keepGood: boolean;
}

/** What a command needs of a console, be it one that runs or one opened for this command alone. */
export interface ConsoleClient {
  /** At most `limit` rows; the result's `rowCount` is of all. */
  query(sql: string, params: ReadonlyMap<string, QueryParam>, limit: number): Promise<QueryResult>;
  /** Settles a notebook in a session of its own, whose inputs nobody else sees. */
  run(notebook: string, params: ReadonlyMap<string, string>): Promise<NotebookSnapshot>;
  export(notebook: string, params: ReadonlyMap<string, string>): Promise<string>;
  import(request: ImportRequest): Promise<Imported>;
  importRecord(request: RecordRequest): Promise<ImportReport>;
  amend(request: AmendmentRequest): Promise<AmendedExecution>;
  contracts(search: string): Promise<ContractsReport>;
  chain(query: ChainQuery): Promise<ChainReport>;
  history(query: HistoryQuery): Promise<HistoryReport>;
  spots(): Promise<readonly SpotReport[]>;
  spot(instrument: string): Promise<SpotReport>;
  changeSpot(instrument: string, change: SpotChange): Promise<SpotReport>;
  revisions(notebook: string): Promise<NotebookRevisions>;
  restore(notebook: string, revision: number): Promise<Restored>;
  close(): Promise<void>;
}

/** A sentence for the person; the command ends with exit code 1. */
export class CommandFailure extends Error {}

/** The command was used wrongly; it ends with exit code 2. */
export class WrongUse extends Error {}
