import path from 'node:path';
import { z } from 'zod';
import { parseContractCode } from '../core/model/contract.ts';
import type { InstrumentDefinition } from '../core/model/definition.ts';
import { type PriceStyleName, priceStyleName } from '../core/model/price-named.ts';
import { didYouMean, nearest } from '../core/nearest.ts';
import { ConfigError } from './explain.ts';

const seconds = z.number().positive().max(31_536_000);
const style = z.string().transform((name, context): PriceStyleName => {
  try {
    return priceStyleName(name);
  } catch (error) {
    context.issues.push({ code: 'custom', message: (error as Error).message.replace(/\.$/, ''), input: name });
    return z.NEVER;
  }
});
const pointer = z.string().regex(/^\/[^\s]*$/, 'a JSON pointer begins with a slash, as in /quote/last');
const column = z.string().min(1).max(200);

/** What tells one source of an instrument from another of its kind, and after how long what it said is old. */
const common = { name: z.string().min(1).max(40).optional(), oldAfterSeconds: seconds };

/** Where in a text the price stands: at a pointer in JSON, in a column of the last row of CSV; else in the last line. */
const place = {
  pointer: pointer.optional(),
  column: column.optional(),
  /** Takes the last row in which these columns have these texts. */
  where: z.record(column, z.string()).optional(),
  /** The pointer or column of the time that the price was stated. */
  stated: column.optional(),
  /** The style it is written in, where the form alone does not tell. */
  style: style.optional(),
};

const headerName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'a header is letters, digits and dashes');

const address = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}, 'an address begins with http:// or https:// and names no user; secrets go into headers');

const placed = <T extends { pointer?: string | undefined; column?: string | undefined; where?: object | undefined }>({
  pointer,
  column,
  where,
}: T): boolean => !(pointer !== undefined && column !== undefined) && (where === undefined || column !== undefined);
const placedMessage = 'a price is at a pointer or in a column, and where needs a column';

const source = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('manual'), ...common }),
  z.strictObject({
    /** `venue` is the desk's market; `replay` is the same, and counts only while a recording is played. */
    from: z.literal(['venue', 'replay']),
    price: z.enum(['mid', 'last', 'bid', 'ask'], 'price is mid, last, bid or ask').default('mid'),
    ...common,
  }),
  z
    .strictObject({
      from: z.literal('file'),
      /** From the folder of the settings, where it is not absolute. */
      path: z.string().min(1),
      everySeconds: z.number().min(0.1).max(86_400).default(1),
      ...place,
      ...common,
    })
    .refine(placed, placedMessage),
  z
    .strictObject({
      from: z.literal('http'),
      address,
      everySeconds: z.number().min(0.1).max(86_400).default(5),
      timeoutSeconds: z.number().min(0.1).max(120).default(5),
      /** The longest answer that is read. */
      bytes: z.int().min(1).max(16_000_000).default(65_536),
      /** Sent with each request; the value stands in a variable of the environment, so that no file has a secret in it. */
      headers: z
        .record(
          headerName,
          z.strictObject({
            environment: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'name a variable of the environment'),
            /** Stands before the value, as in `Bearer `. */
            prefix: z.string().max(40).default(''),
          }),
        )
        .default({}),
      ...place,
      ...common,
    })
    .refine(placed, placedMessage),
]);
export type SpotSourceSettings = z.output<typeof source>;
export type FileSettings = Extract<SpotSourceSettings, { from: 'file' }>;
export type HttpSettings = Extract<SpotSourceSettings, { from: 'http' }>;
export type MarketSettings = Extract<SpotSourceSettings, { from: 'venue' | 'replay' }>;

const order = z
  .array(source)
  .min(1, 'an instrument has at least one source')
  .max(10)
  .refine((sources) => new Set(sources.map(spotSourceName)).size === sources.length, 'two sources have one name');

/** `config/spots.json`: where the spot of each instrument comes from; sources count in their order. */
export const spotsSchema = z.strictObject({
  askBeyondPercent: z.number().positive().max(100),
  /** For every instrument that has none of its own. */
  usual: order,
  /** By root, which means the front month, or by contract. */
  instruments: z.record(z.string().regex(/^[A-Z0-9]{1,12}$/, 'an instrument is ZN or ZNZ6'), order),
});
export type SpotSettings = z.output<typeof spotsSchema>;

/** `manual`, `venue mid`, `file`: what a page and the record call a source. */
export function spotSourceName(source: Pick<SpotSourceSettings, 'from' | 'name'> & { price?: string }): string {
  return source.name ?? (source.price === undefined ? source.from : `${source.from} ${source.price}`);
}

/** Where no `spots.json` is. */
export const usualSpots: z.input<typeof spotsSchema> = {
  askBeyondPercent: 5,
  usual: [
    { from: 'manual', oldAfterSeconds: 900 },
    { from: 'venue', price: 'mid', oldAfterSeconds: 60 },
    { from: 'venue', price: 'last', oldAfterSeconds: 60 },
  ],
  instruments: {},
};

/** Checks that instruments exist, and finds files from the folder of the settings. Throws a `ConfigError`. */
export function readSpots(
  file: string,
  settings: SpotSettings,
  { folder, definitions }: { readonly folder: string; readonly definitions: readonly InstrumentDefinition[] },
): SpotSettings {
  const names = definitions.flatMap(({ root, aliases }) => [root, ...aliases]);
  for (const name of Object.keys(settings.instruments)) {
    if (names.includes(name) || names.includes(parseContractCode(name, 2000)?.root ?? '')) continue;
    const near = didYouMean(nearest(name, names, 1));
    throw new ConfigError(file, [`instruments.${name}: instruments.json has no "${name}".${near}`]);
  }
  const found = (sources: readonly SpotSourceSettings[]): SpotSourceSettings[] =>
    sources.map((each) => (each.from === 'file' ? { ...each, path: path.resolve(folder, each.path) } : each));
  const instruments = Object.entries(settings.instruments).map(([name, sources]) => [name, found(sources)] as const);
  return { ...settings, usual: found(settings.usual), instruments: Object.fromEntries(instruments) };
}
