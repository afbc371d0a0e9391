import type { Contract } from '../model/any-contract.ts';
import { monthOf } from '../model/contract.ts';
import { priceToDecimal } from '../model/price.ts';
import { didYouMean, nearest } from '../nearest.ts';
import { actantRisk } from './actant-risk.ts';
import { actantTime } from './actant-time.ts';
import { actantTrades } from './actant-trades.ts';
import { bloomberg } from './bloomberg.ts';
import type { SymbolBook } from './book.ts';
import { broker } from './broker.ts';
import { cme } from './cme.ts';
import { kite } from './kite.ts';
import { nearDated } from './near-dated.ts';
import { pricingMonkey } from './pricing-monkey.ts';
import { projectx } from './projectx.ts';
import type { Symbology, SymbologyName } from './symbology.ts';
import { tt } from './tt.ts';
import { upstox } from './upstox.ts';

const symbologies: readonly Symbology<Contract>[] = [
  bloomberg,
  cme,
  actantTrades,
  actantTime,
  // before the risk system's, which may write `ZN SEP25` as well
  tt,
  actantRisk,
  broker,
  pricingMonkey,
  projectx,
  kite,
  upstox,
];

const named = (name: SymbologyName): Symbology<Contract> => symbologies.find((each) => each.name === name)!;
const tidy = (text: string): string => text.trim().toUpperCase().replace(/\s+/g, ' ');

export interface ReadSymbol {
  readonly symbology: SymbologyName;
  readonly contract: Contract;
}

/** Reads text in one symbology, or in the first that knows it; regardless of case and of repeated spaces. Undefined when none does. */
export function readSymbol(text: string, book: SymbolBook, from?: SymbologyName): ReadSymbol | undefined {
  const wanted = tidy(text);
  for (const each of from === undefined ? symbologies : [named(from)]) {
    const contract = each.parse(wanted, book);
    if (contract) return { symbology: each.name, contract };
  }
  return undefined;
}

/** Which symbology a text is in. */
export const recognize = (text: string, book: SymbolBook): SymbologyName | undefined =>
  readSymbol(text, book)?.symbology;

/** A text in another symbology, or a sentence saying why there is none. */
export type Translated = { readonly text: string } | { readonly reason: string };

/** A contract as a symbology writes it. */
export function printSymbol(contract: Contract, to: SymbologyName, book: SymbolBook): Translated {
  const target = named(to);
  if (!target.holds.includes(contract.kind)) {
    if (contract.kind === 'dated') return { reason: `${to} writes no contracts that are named by their day.` };
    if (contract.kind === 'outright') return { reason: `${to} writes contracts, and ${contract.root} is none.` };
    if (target.holds.includes('dated')) return { reason: `${to} writes no contracts that are named by their month.` };
    if (contract.kind === 'future') return { reason: `${to} writes no futures.` };
    if (contract.kind === 'option') return { reason: `${to} writes no options.` };
    return {
      reason: `${contract.series} of ${contract.expiry} has no strike here, and ${to} writes none without one.`,
    };
  }
  const text = target.print(contract, book);
  if (text !== undefined) return { text };
  return { reason: `What ${to} calls ${wordsOf(contract)} is not known here.` };
}

function wordsOf(contract: Contract): string {
  switch (contract.kind) {
    case 'outright':
      return contract.root;
    case 'dated':
      return `${contract.root} ${contract.option ? 'options' : 'futures'} that expire on ${contract.expiry}`;
    case 'future':
      return `${contract.root} futures of ${contract.year}`;
    default:
      return `the options ${contract.series} of ${contract.year}`;
  }
}

/** Translates a symbol between two symbologies. An unknown symbol gives the nearest ones in the reason; nothing is guessed. */
export function translate(text: string, from: SymbologyName, to: SymbologyName, book: SymbolBook): Translated {
  const read = readSymbol(text, book, from);
  return read ? printSymbol(read.contract, to, book) : { reason: unknownSymbol(text, book, from) };
}

/** Says why a text is no symbol: its strike is not listed, or nothing of the kind is known, with the nearest futures of two years. */
export function unknownSymbol(text: string, book: SymbolBook, from?: SymbologyName): string {
  const unlisted = readSymbol(text, book.withAnyStrike(), from)?.contract;
  const step = unlisted && book.strikeStep(unlisted.root);
  if (unlisted?.kind === 'option' && step !== undefined) {
    const [strike, every] = [priceToDecimal(unlisted.strike), priceToDecimal(step)];
    return `"${text}" names the strike ${strike}, and options on ${unlisted.root} are listed every ${every} of a point.`;
  }
  const what = from === undefined ? 'no symbol that is known here' : `no symbol of ${from} that is known here`;
  return `"${text}" is ${what}.${didYouMean(nearSymbols(text, book, from))}`;
}

/** Futures of this year and the next, and contracts of the next expiries, that a text nearly names in one symbology or in any. */
export function nearSymbols(text: string, book: SymbolBook, from?: SymbologyName): string[] {
  const targets = from === undefined ? symbologies : [named(from)];
  const dated = nearDated(tidy(text), book);
  const futures = book.definitions.flatMap((definition) =>
    [book.thisYear, book.thisYear + 1].flatMap((year) =>
      (definition.contracts?.months ?? []).map((code) => book.future(definition, year, monthOf(code))),
    ),
  );
  const names = targets.flatMap((target) => {
    const holds = target.holds.includes('future') ? futures : [];
    return [...holds, ...(target.holds.includes('dated') ? dated : [])].flatMap(
      (contract) => (contract && target.print(contract, book)) ?? [],
    );
  });
  return nearest(text, names);
}
