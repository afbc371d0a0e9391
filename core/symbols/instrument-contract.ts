import type { Contract } from '../model/any-contract.ts';
import type { Instrument } from '../model/instrument.ts';
import type { InstrumentRegistry } from '../model/registry.ts';

/** What symbologies print an instrument as. */
export function contractOf({ root, deliveryMonth, expiry, option }: Instrument): Contract {
  if (expiry !== undefined) return { kind: 'dated', root, expiry, ...(option ? { option } : {}) };
  if (deliveryMonth === undefined) return { kind: 'outright', root };
  const [year, month] = deliveryMonth.split('-').map(Number);
  return { kind: 'future', root, year: year ?? 0, month: month ?? 0 };
}

/** The instrument of what a symbology read; undefined for options on futures, which have none here. */
export function instrumentOf(
  contract: Contract,
  registry: Pick<InstrumentRegistry, 'contract' | 'dated' | 'find'>,
): Instrument | undefined {
  if (contract.kind === 'future') return registry.contract(contract.root, contract.year, contract.month);
  if (contract.kind === 'dated') return registry.dated(contract);
  return contract.kind === 'outright' ? registry.find(contract.root) : undefined;
}
