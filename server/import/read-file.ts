import { tradeDateOf } from '../../core/calendar/session.ts';
import { MalformedText, OutOfRange } from '../../core/errors.ts';
import type { Fill } from '../../core/model/fill.ts';
import { accountId, clientOrderId, executionId } from '../../core/model/ids.ts';
import { type Instant, instant } from '../../core/model/time.ts';
import type { Settlement } from '../../core/settlement/settlement.ts';
import type { BadRow } from '../../views/import-report.ts';
import { ImportRefused } from './broken.ts';
import { differencesText } from './differences.ts';
import type { FileFacts, FileFormat, FillRow, SettlementRow } from './formats/format.ts';
import { detectFormat } from './formats/index.ts';
import { contentIds, idText } from './identity.ts';
import { isZone } from './local-time.ts';
import type { RecordTerms } from './record-terms.ts';
import { FieldProblem, Row } from './row.ts';
import { readTable, type Table } from './table.ts';

export interface Skipped {
  readonly reason: string;
  readonly rows: number;
}

export interface Numbered<T> {
  readonly row: number;
  readonly value: T;
}

/** A file as it was understood; nothing is written yet. */
export interface ReadFile {
  readonly format: FileFormat;
  /** Rows below the header. */
  readonly rows: number;
  readonly fills: readonly Numbered<Fill>[];
  readonly settlements: readonly Numbered<Settlement>[];
  /** The file tells these executions twice, in the same words. */
  readonly repeated: number;
  /** The file tells these executions twice, in other words; they are bad rows. */
  readonly conflicts: number;
  /** Fills by the exchange that the file says. */
  readonly markets: ReadonlyMap<string, number>;
  readonly skipped: readonly Skipped[];
  readonly bad: readonly BadRow[];
}

export interface ReadOptions extends FileFacts, RecordTerms {
  /** When the rows are taken in; their own times where it is left out. */
  readonly now?: Instant;
}

const unnamedAccount = 'IMPORTED';
const unnamedStrategy = 'import';

/** Understands a file by its header, row by row. Throws `ImportRefused` where the file as a whole is nothing to read. */
export function readFile(content: Buffer, options: ReadOptions): ReadFile {
  const { zone } = options;
  if (zone !== undefined && !isZone(zone)) {
    throw new ImportRefused(`There is no time zone ${JSON.stringify(zone)}: name one such as America/Chicago or UTC.`);
  }
  const table = readTable(options.name, content);
  const format = detectFormat(options.name, table.header);
  const reading = new Reading(options);
  readRows(table, format, options, reading);
  const { fills, settlements, repeated, conflicts, markets, bad } = reading;
  const skipped = [...reading.skipped].map(([reason, rows]) => ({ reason, rows }));
  return { format, rows: table.rows.length, fills, settlements, repeated, conflicts, markets, skipped, bad };
}

function readRows({ header, rows }: Table, format: FileFormat, facts: FileFacts, reading: Reading): void {
  const read = format.reader(facts);
  for (const { number, fields } of rows) {
    const row = new Row(number, header, fields);
    try {
      if (fields.length !== header.names.length) {
        throw new FieldProblem('', '', `has ${fields.length} fields where the header has ${header.names.length}`);
      }
      const taken = read(row);
      if (taken.type === 'skipped') reading.skip(taken.reason);
      else if (taken.type === 'fill') reading.fill(number, taken);
      else reading.settlement(number, taken);
    } catch (error) {
      reading.refuse(number, error);
    }
  }
}

const isForeseen = (error: unknown): error is Error =>
  error instanceof FieldProblem || error instanceof MalformedText || error instanceof OutOfRange;

/** What has been read so far. */
class Reading {
  readonly fills: Numbered<Fill>[] = [];
  readonly settlements: Numbered<Settlement>[] = [];
  readonly skipped = new Map<string, number>();
  readonly markets = new Map<string, number>();
  readonly bad: BadRow[] = [];
  repeated = 0;
  conflicts = 0;
  readonly #options: ReadOptions;
  readonly #contentId = contentIds();
  readonly #byId = new Map<string, Numbered<Fill>>();

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  skip(reason: string): void {
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1);
  }

  refuse(row: number, error: unknown): void {
    if (!isForeseen(error)) throw error;
    const { column, value } = error instanceof FieldProblem ? error : { column: '', value: '' };
    this.bad.push({ row, column, value, reason: error.message });
  }

  settlement(row: number, { instrument, kind, price, tradeDate, at }: SettlementRow): void {
    const value = { instrument: instrument.id, tradeDate, kind, price, source: this.#options.name, tsEvent: at };
    this.settlements.push({ row, value });
  }

  fill(row: number, told: FillRow): void {
    const fill = this.#fillOf(row, told);
    const before = this.#byId.get(fill.executionId);
    if (before === undefined) {
      const taken = { row, value: fill };
      this.#byId.set(fill.executionId, taken);
      this.fills.push(taken);
      if (told.market) this.markets.set(told.market, (this.markets.get(told.market) ?? 0) + 1);
      return;
    }
    const differences = differencesText(before.value, fill);
    if (differences === '') this.repeated += 1;
    else {
      this.conflicts += 1;
      const reason = `is told in row ${before.row} with ${differences}`;
      this.bad.push({ row, column: 'execution id', value: fill.executionId, reason });
    }
  }

  #fillOf(row: number, told: FillRow): Fill {
    const { instrument, side, quantity, price, fee, liquidity = 'taker', mark = '' } = told;
    const { account = told.account || unnamedAccount, strategy = told.strategy || unnamedStrategy } = this.#options;
    // a file without times is in the order of its rows
    const at = told.at ?? instant(row);
    const content = {
      instrument: instrument.id,
      account: accountId(idText(account)),
      side,
      quantity,
      price,
      tsEvent: at,
    };
    const id = told.executionId ? executionId(idText(told.executionId)) : this.#contentId(content, mark);
    return {
      executionId: id,
      clientOrderId: clientOrderId(told.orderId ? idText(told.orderId) : id),
      ...content,
      strategy,
      ...(fee === undefined ? {} : { fee }),
      liquidity,
      tradeDate: tradeDateOf(instrument.session, at, this.#options.registry.calendars),
      tsInit: this.#options.now ?? at,
    };
  }
}
