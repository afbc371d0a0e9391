import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '../../../config/load.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { type InstrumentRegistry, instrumentRegistry } from '../../../core/model/registry.ts';
import type { TradeDate } from '../../../core/model/time.ts';
import { type ReadFile, type ReadOptions, readFile } from '../../../server/import/read-file.ts';
import { projectRoot } from '../../../server/paths.ts';

const { instruments } = await loadConfig(path.join(projectRoot, 'config'));

export const registry: InstrumentRegistry = instrumentRegistry(instruments, '2026-11-20' as TradeDate);

export const fixtureFile = (name: string): string => path.join(projectRoot, 'tests', 'fixtures', 'import', name);

export const fixture = (name: string): Buffer => readFileSync(fixtureFile(name));

type Wanted = Partial<Omit<ReadOptions, 'name' | 'registry'>>;

export const understand = (name: string, text: string | Buffer = fixture(name), wanted: Wanted = {}): ReadFile =>
  readFile(Buffer.from(text), { name, registry, ...wanted });

/** Fills in one line each: row, what, where, when. */
export const fillLines = ({ fills }: ReadFile): string[] =>
  fills.map(({ row, value }) => {
    const { instrument, side, quantity, price, account, executionId, tsEvent, tradeDate } = value;
    const at = new Date(tsEvent / 1_000).toISOString();
    return `${row} ${instrument} ${side} ${quantity} @ ${priceToDecimal(price)} ${account} ${executionId} ${at} ${tradeDate}`;
  });

export const settlementLines = ({ settlements }: ReadFile): string[] =>
  settlements.map(({ row, value }) => {
    const { instrument, kind, price, tradeDate, tsEvent } = value;
    return `${row} ${instrument} ${kind} ${priceToDecimal(price)} ${tradeDate} ${new Date(tsEvent / 1_000).toISOString()}`;
  });
