import type { Calendars } from '../../core/calendar/calendar.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import { monthCodes, monthOf } from '../../core/model/contract.ts';
import type { InstrumentDefinition } from '../../core/model/definition.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { type InstrumentRegistry, instrumentRegistry } from '../../core/model/registry.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';

/** What instruments are made of. */
export interface InstrumentSettings {
  readonly instruments: readonly InstrumentDefinition[];
  readonly calendars: Calendars;
}

/** The instruments as they were on the day a recording begins. */
export const registryAt = ({ instruments, calendars }: InstrumentSettings, at: Instant): InstrumentRegistry =>
  registryOn({ instruments, calendars }, tradeDateOf('cme', at, calendars));

export const registryOn = ({ instruments, calendars }: InstrumentSettings, day: TradeDate): InstrumentRegistry =>
  instrumentRegistry(instruments, day, calendars);

const yearAndMonth = /^((?:19|20)\d\d)(0[1-9]|1[0-2])$/;

/** `201312` of a product; undefined where it is no month or the product has none such. */
export function contractOfMonth(registry: InstrumentRegistry, root: string, text: string): Instrument | undefined {
  const match = yearAndMonth.exec(text);
  return match ? registry.contract(root, Number(match[1]), Number(match[2])) : undefined;
}

const monthNamed = /^([FGHJKMNQUVXZ])((?:19|20)\d\d)$/;

/** What a name of a file says: `GC Z 2013` of `gc_201312_ticks.csv.gz`, `ES` of `es_1m.csv`, as text that a registry of any day reads. */
export function namedByFile(file: string, registry: InstrumentRegistry): string | undefined {
  const [first = '', second = ''] = file.split(/[._\s-]+/);
  const known = registry.find(first);
  if (!known) return undefined;
  if (known.id.toUpperCase() === first.toUpperCase() && known.deliveryMonth) return first.toUpperCase();
  const month = yearAndMonth.exec(second);
  if (!month) return known.root;
  return `${known.root} ${monthCodes[Number(month[2]) - 1]}${month[1]}`;
}

/** The instrument of a text a person gave or a file's name told; a product alone is its front month. Throws `UnknownName`. */
export function instrumentNamed(registry: InstrumentRegistry, text: string): Instrument {
  const [root = '', month = ''] = text.split(' ');
  const match = monthNamed.exec(month.toUpperCase());
  const code = match && monthCodes.find((candidate) => candidate === match[1]);
  const contract = code && registry.contract(root, Number(match?.[2]), monthOf(code));
  return contract ?? registry.resolve(text);
}
