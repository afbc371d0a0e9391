import type { Database } from 'better-sqlite3';
import type { Clock } from '../../core/clock.ts';
import type { FillAmendment } from '../../core/model/amendment.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { ClientOrderId, ExecutionId } from '../../core/model/ids.ts';
import type { OrderEvent } from '../../core/model/order.ts';
import { type Instant, instant, type TradeDate } from '../../core/model/time.ts';
import type { Roll, Settlement } from '../../core/settlement/settlement.ts';
import { GroupCommit } from './commits.ts';
import { bytesUsed, inBulk, openDatabase } from './database.ts';
import type { JournalFault } from './fault.ts';
import { FillRecord } from './fill-record.ts';
import { NotificationRecord } from './notification-record.ts';
import { OrderRecord } from './order-record.ts';
import type {
  AppendedFills,
  AuditEntry,
  FillOrigin,
  Journal,
  JournalCounts,
  JournalEntry,
  PnlRow,
  Refusal,
  RunKey,
  SpotRow,
  StartOfDay,
} from './port.ts';
import { RevisionRecord } from './revision-record.ts';
import { pnlRow } from './rows.ts';
import { SettlementRecord } from './settlement-record.ts';
import { Statements } from './statements.ts';
import { SqliteVenueRecord } from './venue-record.ts';
import { WebhookRecord } from './webhook-record.ts';

const NEXT_NUMBER = 'next_order';

export class SqliteJournal implements Journal {
  readonly key: RunKey;
  readonly revisions: RevisionRecord;
  readonly notifications: NotificationRecord;
  readonly venue: SqliteVenueRecord;
  readonly webhooks: WebhookRecord;
  readonly #database: Database;
  readonly #sql: Statements;
  readonly #commits: GroupCommit;
  readonly #orderRecord: OrderRecord;
  readonly #fillRecord: FillRecord;
  readonly #settlements: SettlementRecord;
  #orders: number;
  #fills: number;
  #refusals: number;
  #next: number;

  constructor(file: string, key: RunKey, machine: Clock) {
    this.key = key;
    this.#database = openDatabase(file, 'journal', machine);
    this.#sql = new Statements(this.#database, 'journal');
    this.#commits = new GroupCommit(this.#database, machine, (at) =>
      this.#sql.run('set_meta', 'disk_back', String(at)),
    );
    this.revisions = new RevisionRecord(this.#sql, this.#commits);
    this.notifications = new NotificationRecord(this.#sql, this.#commits, key);
    this.venue = new SqliteVenueRecord(this.#sql, this.#commits, key);
    this.webhooks = new WebhookRecord(this.#sql, this.#commits, key);
    this.#orderRecord = new OrderRecord(this.#sql, key);
    this.#fillRecord = new FillRecord(this.#sql, key);
    this.#settlements = new SettlementRecord(this.#sql, key);
    const counts = this.#sql.one<{ orders: number; fills: number }>('counts', key.environment, key.run);
    this.#orders = counts?.orders ?? 0;
    this.#fills = counts?.fills ?? 0;
    this.#refusals = this.#sql.one<{ refusals: number }>('count_refusals', key.environment, key.run)?.refusals ?? 0;
    this.#next = Number(this.meta(NEXT_NUMBER) ?? '1');
  }

  appendOrderEvents(entries: readonly JournalEntry[], meanwhile: 'refuse' | 'wait' = 'refuse'): Promise<void> {
    return this.#commits.add({
      meanwhile,
      run: (at) => {
        this.#orderRecord.append(entries, at);
        if (entries.some(({ event }) => event.type === 'intended')) this.#keepNumber();
      },
      done: () => this.#count(entries),
    });
  }

  async appendFills(fills: readonly Fill[], origin: FillOrigin): Promise<AppendedFills> {
    const appended = await this.#commits.ask((at) => this.#fillRecord.append(fills, origin, at));
    this.#fills += appended.added.length;
    return appended;
  }

  appendAmendment(amendment: FillAmendment): Promise<boolean> {
    return this.#commits.ask((at) => this.#fillRecord.amend(amendment, at));
  }

  amendments(): readonly FillAmendment[] {
    return this.#fillRecord.amendments();
  }

  fill(execution: ExecutionId): Fill | undefined {
    return this.#fillRecord.find(execution);
  }

  startOfDay(): readonly StartOfDay[] {
    return this.#fillRecord.startOfDay();
  }

  appendSettlements(settlements: readonly Settlement[]): Promise<number> {
    return this.#commits.ask((at) => this.#settlements.append(settlements, at));
  }

  settlements(): readonly Settlement[] {
    return this.#settlements.all();
  }

  recordRoll(roll: Roll): Promise<boolean> {
    return this.#commits.ask((at) => this.#settlements.roll(roll, at));
  }

  rolls(): readonly Roll[] {
    return this.#settlements.rolls();
  }

  appendRefusal({ at, subject, reason, detail }: Refusal): Promise<void> {
    const { environment, run } = this.key;
    return this.#commits.add({
      meanwhile: 'go_on',
      run: (now) => this.#sql.run('insert_refusal', environment, run, subject, reason, detail, at, now),
      done: () => {
        this.#refusals += 1;
      },
    });
  }

  refusals(limit: number): readonly Refusal[] {
    return this.#sql.all('refusals', this.key.environment, this.key.run, limit);
  }

  appendSpots(rows: readonly SpotRow[]): Promise<void> {
    const { environment, run } = this.key;
    return this.#commits.add({
      run: (at) => {
        for (const { instrument, price, text, format, source, stated, learned } of rows) {
          const values = [instrument, price, text, format, source, stated, learned];
          this.#sql.run('insert_spot', environment, run, ...values, at);
        }
      },
    });
  }

  newestSpots(): readonly SpotRow[] {
    return this.#sql.all('newest_spots', this.key.environment, this.key.run);
  }

  async appendPnl(rows: readonly PnlRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#commits.add({
      run: () => {
        const insert = this.#sql.get('insert_pnl');
        for (const row of rows) insert.run(pnlRow(this.key, row));
      },
    });
  }

  newestInstant(): Instant {
    return instant(Math.max(this.#orderRecord.newest(), this.lastPnl()));
  }

  /** The newest minute that P&L was journalled for; 0 when there is none. */
  lastPnl(): Instant {
    const { environment, run } = this.key;
    return (this.#sql.one<{ at: Instant }>('pnl_last', environment, run)?.at ?? 0) as Instant;
  }

  pnlSince(tradeDate: TradeDate): readonly PnlRow[] {
    return this.#sql.all('pnl_since', this.key.environment, this.key.run, tradeDate);
  }

  appendAudit(entry: AuditEntry): Promise<void> {
    const { environment, run } = this.key;
    const { actor, action, at } = entry;
    const detail = JSON.stringify(entry.detail);
    return this.#commits.add({
      meanwhile: 'go_on',
      run: (now) => this.#sql.run('insert_audit', environment, run, actor, action, detail, at, now),
    });
  }

  setSessionValue(notebook: string, name: string, value: string): Promise<void> {
    return this.#write('set_session_value', (now) => [notebook, name, value, now]);
  }

  sessionValues(notebook: string): ReadonlyMap<string, string> {
    const rows = this.#sql.all<{ name: string; value: string }>('session_values', notebook);
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  orderEvents(): IterableIterator<OrderEvent> {
    return this.#orderRecord.events();
  }

  fills(): IterableIterator<Fill> {
    return this.#orderRecord.fills();
  }

  recentOrderEvents(closed: number): readonly OrderEvent[] {
    return this.#orderRecord.recent(closed);
  }

  orderEventsOf(clientOrderId: ClientOrderId): readonly OrderEvent[] {
    return this.#orderRecord.of(clientOrderId);
  }

  groupsToProtect(): readonly ClientOrderId[] {
    return this.#orderRecord.groupsToProtect();
  }

  ordersOfGroup(entry: ClientOrderId): readonly ClientOrderId[] {
    return this.#orderRecord.ofGroup(entry);
  }

  nextNumber(): number {
    return this.#next++;
  }

  meta(key: string): string | undefined {
    return this.#sql.one<{ value: string }>('meta', key)?.value;
  }

  setMeta(key: string, value: string): Promise<void> {
    return this.#write('set_meta', () => [key, value]);
  }

  /** Everything that `work` appends and waits for, on disk as one when this resolves; a power cut before may lose all of it. */
  bulk(work: () => Promise<void>): Promise<void> {
    return inBulk(this.#database, work);
  }

  /** Deletes every row of an account and says to copies of this file that they are out of date. */
  removeAccount(account: string): { orderEvents: number; fills: number; pnl: number } {
    this.#commits.commit();
    return this.#database.transaction(() => {
      const remove = (what: string) => this.#sql.run(`remove_account_${what}`, account);
      remove('amendments');
      const removed = { orderEvents: remove('order_events'), fills: remove('fills'), pnl: remove('pnl') };
      this.#sql.run('bump_generation');
      return removed;
    })();
  }

  fault(): JournalFault | undefined {
    return this.#commits.fault;
  }

  onFault(listener: () => void): () => void {
    return this.#commits.onFault(listener);
  }

  counts(): JournalCounts {
    return {
      orders: this.#orders,
      fills: this.#fills,
      refusals: this.#refusals,
      bytes: bytesUsed(this.#database),
      commitMicroseconds: this.#commits.microseconds,
    };
  }

  close(): void {
    this.#commits.close();
    this.#database.close();
  }

  #write(name: string, values: (at: Instant) => unknown[]): Promise<void> {
    return this.#commits.add({ run: (at) => this.#sql.run(name, ...values(at)) });
  }

  /** The counter is on disk with the first row that carries a number; one that was never written was never seen by anybody. */
  #keepNumber(): void {
    this.#sql.run('set_meta', NEXT_NUMBER, String(this.#next));
  }

  #count(entries: readonly JournalEntry[]): void {
    for (const { event, fill } of entries) {
      if (event.type === 'intended') this.#orders += 1;
      if (fill) this.#fills += 1;
    }
  }
}
