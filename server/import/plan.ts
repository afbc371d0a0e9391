import path from 'node:path';
import type { Column, Json } from '../../cells/kind.ts';
import { type MonthCode, monthCodes } from '../../core/model/contract.ts';
import { ImportRefused } from './broken.ts';
import { type Field, type ImportKind, layouts } from './layouts.ts';
import { type Reader, readText } from './values.ts';

/** Knows products and contracts by any of their names. */
export type FindInstrument = (name: string) => { readonly id: string; readonly root: string } | undefined;

export interface PlanRequest {
  readonly kind: ImportKind;
  readonly file: string;
  readonly header: readonly string[];
  readonly instrument?: string | undefined;
  readonly find: FindInstrument;
}

interface Slot {
  readonly field: Field;
  readonly header: string;
  /** Place in the file's rows. */
  readonly at: number;
  readonly read: Reader;
}

/** How the rows of one file become rows of a source. */
export interface Plan {
  readonly columns: readonly Column[];
  readonly notes: readonly string[];
  /** Reads one row; throws an Error that says what is wrong with it. */
  row(fields: readonly string[]): Json[];
}

const normal = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replace(/^\uFEFF/, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

function slotsOf({ kind, file, header }: PlanRequest): Slot[] {
  const names = header.map(normal);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ImportRefused(`${path.basename(file)} has two columns named ${twice}.`);
  const taken = new Set<number>();
  const slots: Slot[] = [];
  for (const field of layouts[kind]) {
    const wanted = field.headers.find((candidate) => names.includes(candidate) && !taken.has(names.indexOf(candidate)));
    if (wanted === undefined) {
      if (!field.required) continue;
      throw new ImportRefused(
        `${path.basename(file)} has no column for ${field.name}: it needs one of ${field.headers.join(', ')}, and has ${header.join(', ')}.`,
      );
    }
    const at = names.indexOf(wanted);
    taken.add(at);
    slots.push({ field, header: wanted, at, read: field.reader(wanted) });
  }
  names.forEach((name, at) => {
    if (taken.has(at) || name === '') return;
    const field = { name, type: 'VARCHAR', headers: [name], required: false, reader: () => readText };
    slots.push({ field, header: name, at, read: readText });
  });
  return slots;
}

/** `ES` from `es_1m.csv`, `GCZ3` from `gc_201312_ticks.csv.gz`, as far as the first words of the name are known. */
function instrumentOfFile(file: string, find: FindInstrument): { root: string; id?: string } | undefined {
  const [first = '', second = ''] = path.basename(file).split(/[._\s-]+/);
  const known = find(first) ?? find(first.replace(/\d+$/, ''));
  if (!known) return undefined;
  const id =
    contractId(known.root, second) ??
    (known.id === known.root || first.toUpperCase() === known.id ? known.id : undefined);
  return id === undefined ? { root: known.root } : { root: known.root, id };
}

/** `ES` and `201312` as `ESZ3`. */
function contractId(root: string, month: string): string | undefined {
  const match = /^(\d{4})(0[1-9]|1[0-2])$/.exec(month);
  if (!match) return undefined;
  const code: MonthCode = monthCodes[Number(match[2]) - 1]!;
  return `${root}${code}${match[1]!.slice(-1)}`;
}

function product(request: PlanRequest): { root: string; id?: string } | undefined {
  const { instrument, find, file } = request;
  if (instrument === undefined) return instrumentOfFile(file, find);
  const known = find(instrument);
  if (!known)
    throw new ImportRefused(`There is no instrument ${instrument}: name a product (ES) or a contract (ESZ3).`);
  const exact = instrument.toUpperCase() !== known.root || known.id === known.root;
  return exact ? { root: known.root, id: known.id } : { root: known.root };
}

function checkBar(bar: ReadonlyMap<string, Json>): void {
  const [open, high, low, close] = ['open', 'high', 'low', 'close'].map((name) => bar.get(name) ?? null);
  const present = [open, high, low, close].filter((value) => value !== null);
  if (present.length === 0) return;
  if (present.length < 4) throw new Error('open, high, low and close are neither all there nor all empty');
  if (Number(high) < Math.max(Number(open), Number(close), Number(low)))
    throw new Error(`high ${high} is not the highest`);
  if (Number(low) > Math.min(Number(open), Number(close))) throw new Error(`low ${low} is not the lowest`);
}

/** Which columns there are and how each row is read. */
export function planImport(request: PlanRequest): Plan {
  const slots = slotsOf(request);
  const known = product(request);
  const hasInstrument = slots.some(({ field }) => field.name === 'instrument');
  const contractSlot = slots.find(({ field }) => field.name === 'contract');
  const bars = request.kind === 'bars';
  const instrumentOf = (contract: string): string | null => {
    if (!contractSlot) return known?.id ?? null;
    if (!/^\d{6}$/.test(contract)) return contract === '' ? null : contract.toUpperCase();
    if (contractId('', contract) === undefined) throw new Error(`contract ${contract} is no month: write YYYYMM`);
    return known ? contractId(known.root, contract)! : null;
  };
  const rest = hasInstrument ? slots.slice(1) : slots.filter(({ field }) => field.type !== 'TIMESTAMP');
  const time = slots[0]!;
  const ordered = [time, ...rest.filter((slot) => slot !== time)];
  const columns: Column[] = ordered.map(({ field }) => ({ name: field.name, type: field.type }));
  if (!hasInstrument) columns.splice(1, 0, { name: 'instrument', type: 'VARCHAR' });
  return {
    columns,
    notes:
      hasInstrument || known
        ? []
        : ['No product is known for these rows, so instrument is null: say which with --instrument ES.'],
    row(fields) {
      if (fields.length !== request.header.length) {
        throw new Error(`has ${fields.length} fields where the header has ${request.header.length}`);
      }
      const values = new Map<string, Json>();
      for (const slot of ordered) values.set(slot.field.name, readField(slot, fields[slot.at]!.trim(), bars));
      if (bars) checkBar(values);
      if (!hasInstrument) values.set('instrument', instrumentOf(contractSlot ? fields[contractSlot.at]!.trim() : ''));
      return columns.map(({ name }) => values.get(name) ?? null);
    },
  };
}

/** An empty field is a null; where the column has to be there, only a minute without trades may be empty. */
function readField({ field, header, read }: Slot, text: string, bars: boolean): Json {
  if (text === '') {
    if (field.required && !(bars && field.type !== 'TIMESTAMP')) throw new Error(`${header} is empty`);
    return null;
  }
  try {
    return read(text);
  } catch (reason) {
    throw new Error(`${header} ${(reason as Error).message}`);
  }
}
