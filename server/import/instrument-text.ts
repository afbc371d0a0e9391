import type { Instrument } from '../../core/model/instrument.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import { type FileFacts, type SkippedRow, skipped } from './formats/format.ts';
import type { Row } from './row.ts';

const optionShapes = [
  /^XCMEO/,
  /^XCME\.[^.]+\.[^.]+\.[\d:]+\.[CP]$/,
  /^[A-Z0-9]+[CP]\d?\s+\d+(\.\d+)?$/,
  /^[A-Z0-9]+\s+(\S+\s+)?[CP]\s?\d+([.':]\d+)?$/,
  /^(CALL|PUT)\s/,
  /\s\d+(\.\d+)?\s+(CALL|PUT)$/,
];

/** `TYU5 COMB Comdty` is `TYU5`. */
const bare = (text: string): string =>
  text
    .toUpperCase()
    .replace(/\b(COMB|COMDTY|CURNCY|INDEX)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** An option in any symbology, known or not: none of them is a future that was misspelt. */
export const isOptionText = (text: string): boolean => optionShapes.some((shape) => shape.test(bare(text)));

const productNames = new WeakMap<InstrumentRegistry, ReadonlySet<string>>();

/** Whether a name is that of a product with months, and so of no contract. */
function isProduct(registry: InstrumentRegistry, name: string): boolean {
  const names =
    productNames.get(registry) ??
    new Set(
      registry.definitions
        .filter(({ contracts }) => contracts !== undefined)
        .flatMap(({ root, aliases }) => [root, ...aliases]),
    );
  productNames.set(registry, names);
  return names.has(name);
}

/** What each text of a file was found to be: a file has few instruments and many rows. */
const found = new WeakMap<FileFacts, Map<string, Instrument | SkippedRow>>();

/** The instrument that a row names, by any text the registry knows; a row on an option is skipped. Throws a `FieldProblem` with near names. */
export function instrumentOf(row: Row, columns: readonly string[], facts: FileFacts): Instrument | SkippedRow {
  const text = row.text(...columns) || (facts.instrument ?? '');
  const known = found.get(facts) ?? new Map<string, Instrument | SkippedRow>();
  const instrument = known.get(text) ?? lookedUp(text, row, columns, facts);
  found.set(facts, known.set(text, instrument));
  return instrument;
}

function lookedUp(text: string, row: Row, columns: readonly string[], facts: FileFacts): Instrument | SkippedRow {
  if (text === '') throw row.problem(columns, 'names no instrument: say which with --instrument ZNZ6');
  if (isOptionText(text)) return skipped('options: the record holds no option instruments');
  const wanted = bare(text);
  const resolve = () => facts.registry.find(text) ?? facts.registry.resolve(wanted);
  const found = row.text(...columns) === '' ? resolve() : row.read(columns, resolve);
  if (!isProduct(facts.registry, wanted)) return found;
  if (facts.loose) return { ...found, id: found.root };
  throw row.problem(columns, `names no month: write a contract, as ${found.id}`);
}
