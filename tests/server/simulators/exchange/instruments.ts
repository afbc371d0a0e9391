import path from 'node:path';
import { loadConfig } from '../../../../config/load.ts';
import type { Instrument } from '../../../../core/model/instrument.ts';
import { instrumentRegistry } from '../../../../core/model/registry.ts';
import type { Instant, TradeDate } from '../../../../core/model/time.ts';

const config = await loadConfig(path.resolve(import.meta.dirname, '../../../../config'));

/** 2026-11-18 10:00 in Chicago, a Wednesday. */
export const START = (Date.UTC(2026, 10, 18, 16) * 1_000) as Instant;

export const registry = instrumentRegistry(config.instruments, '2026-11-18' as TradeDate, config.calendars);

export const instrumentsOf = (...roots: string[]): Instrument[] => roots.map((root) => registry.front(root));
