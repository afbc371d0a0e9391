import { optionClose } from '../../core/calendar/option-dates.ts';
import type { Contract, OutrightContract } from '../../core/model/any-contract.ts';
import type { DatedContract } from '../../core/model/dated-contract.ts';
import { moneyToDecimal } from '../../core/model/money.ts';
import { priceToDecimal } from '../../core/model/price.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import { toMilliseconds } from '../../core/model/time.ts';
import { contractOf, instrumentOf } from '../../core/symbols/instrument-contract.ts';
import { type SymbologyName, symbologyNames } from '../../core/symbols/symbology.ts';
import { printSymbol, type ReadSymbol, readSymbol, unknownSymbol } from '../../core/symbols/translate.ts';
import { CommandFailure } from './client.ts';
import { exactNumber } from './output.ts';

/** A root or an alias names the front month, and an id with a day its contract, in nobody's symbology but the desk's own. */
function ownName(
  registry: InstrumentRegistry,
  text: string,
): { symbology: 'deskbook'; contract: Contract } | undefined {
  const instrument = registry.find(text);
  return instrument && { symbology: 'deskbook', contract: contractOf(instrument) };
}

function idOf(
  registry: InstrumentRegistry,
  { root, year, month }: { root: string; year: number; month: number },
): string {
  return registry.contract(root, year, month)?.id ?? root;
}

/** An option's name here is the exchange's; a future's is the registry's id. */
function nameOf(registry: InstrumentRegistry, contract: Contract): string {
  if (contract.kind === 'future') return idOf(registry, contract);
  if (contract.kind === 'dated' || contract.kind === 'outright') {
    return instrumentOf(contract, registry)?.id ?? contract.root;
  }
  const printed = printSymbol(contract, 'cme', registry.symbols);
  return 'text' in printed ? printed.text : contract.series;
}

function factsOf(registry: InstrumentRegistry, contract: Contract) {
  if (contract.kind === 'future') {
    const instrument = registry.resolve(idOf(registry, contract));
    const { tick, tickValue, deliveryMonth } = instrument;
    return {
      kind: contract.kind,
      root: contract.root,
      deliveryMonth,
      ...registry.datesOf(instrument),
      tick: exactNumber(priceToDecimal(tick)),
      tickValue: exactNumber(moneyToDecimal(tickValue)),
    };
  }
  if (contract.kind === 'dated' || contract.kind === 'outright') return factsOfDated(registry, contract);
  const { kind, root, series, day, expiry, underlying } = contract;
  return {
    kind,
    root,
    series,
    expiry,
    expires: new Date(toMilliseconds(optionClose(expiry, day))).toISOString(),
    underlying: idOf(registry, underlying),
    ...(contract.kind === 'option'
      ? { strike: exactNumber(priceToDecimal(contract.strike)), right: contract.right }
      : {}),
  };
}

function factsOfDated(registry: InstrumentRegistry, contract: DatedContract | OutrightContract) {
  const instrument = instrumentOf(contract, registry);
  const { tick, tickValue, lot = 1, freezeQuantity, exchange, option } = instrument ?? registry.resolve(contract.root);
  return {
    kind: contract.kind,
    root: contract.root,
    exchange,
    ...(contract.kind === 'dated' ? { expiry: contract.expiry } : {}),
    ...(option ? { strike: exactNumber(priceToDecimal(option.strike)), right: option.right } : {}),
    tick: exactNumber(priceToDecimal(tick)),
    tickValue: exactNumber(moneyToDecimal(tickValue)),
    lot,
    freezeQuantity: freezeQuantity ?? null,
  };
}

/**
 * What a text means and what others call it: `translations` holds null where `reasons` says why. Throws `CommandFailure` for text that is in
 * no symbology, or where the one translation asked for does not exist.
 */
export function describeSymbol(registry: InstrumentRegistry, text: string, from?: SymbologyName, to?: SymbologyName) {
  const book = registry.symbols;
  const read: ReadSymbol | ReturnType<typeof ownName> =
    readSymbol(text, book, from) ?? (from === undefined ? ownName(registry, text) : undefined);
  if (!read) throw new CommandFailure(unknownSymbol(text, book, from));
  const translations: Record<string, string | null> = {};
  const reasons: Record<string, string> = {};
  for (const name of to === undefined ? symbologyNames : [to]) {
    const printed = printSymbol(read.contract, name, book);
    translations[name] = 'text' in printed ? printed.text : null;
    if ('reason' in printed) reasons[name] = printed.reason;
  }
  if (to !== undefined && reasons[to] !== undefined) throw new CommandFailure(reasons[to]);
  return {
    input: text,
    symbology: read.symbology,
    instrument: nameOf(registry, read.contract),
    translations,
    reasons,
    contract: factsOf(registry, read.contract),
  };
}
