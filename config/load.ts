import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { InstrumentDefinition } from '../core/model/definition.ts';
import type { Price } from '../core/model/price.ts';
import { parsePrice } from '../core/model/price-parse.ts';
import { didYouMean, nearest } from '../core/nearest.ts';
import { type AlertSettings, alertsSchema } from './alerts.ts';
import { type CalendarSettings, noSpecialDays, readCalendars } from './calendars.ts';
import { ConfigError, check } from './explain.ts';
import type { KeyFile } from './keys.ts';
import { withLevels } from './levels.ts';
import { type MonitorsSettings, monitorsSchema } from './monitors.ts';
import { type DeskFile, deskSchema, instrumentsSchema, keysSchema } from './schema.ts';
import { readSpots, type SpotSettings, spotsSchema, usualSpots } from './spots.ts';
import { type TraceSettings, traceSchema } from './trace.ts';
import { readVenues, type VenuesSettings, venuesSchema } from './venues.ts';
import { readWebhooks, type WebhooksSettings, webhooksSchema } from './webhooks.ts';

/** The synthetic market of one product's front month. */
export interface SyntheticSettings extends Omit<DeskFile['market']['instruments'][string], 'price'> {
  readonly root: string;
  /** Where it starts when nothing was recorded. */
  readonly price: Price;
}

export interface Config
  extends Omit<DeskFile, 'market' | 'keys' | 'monitors' | 'spots' | 'trace' | 'venues' | 'alerts' | 'webhooks'>,
    CalendarSettings {
  readonly market: Omit<DeskFile['market'], 'instruments'> & { readonly instruments: readonly SyntheticSettings[] };
  readonly instruments: readonly InstrumentDefinition[];
  /** What files say of keys, a later one over an earlier; `bindKeys` makes the table. */
  readonly keys: readonly KeyFile[];
  readonly monitors: MonitorsSettings;
  readonly spots: SpotSettings;
  readonly trace: TraceSettings;
  readonly venues: VenuesSettings;
  readonly webhooks: WebhooksSettings;
  readonly alerts: AlertSettings;
}

type Partly<T> = { readonly [K in keyof T]?: T[K] extends readonly unknown[] ? T[K] : Partly<T[K]> };

/** Settings that win over the files, in the shape of `desk.json`; what is left out stays as it is there. */
export type Overrides = Partly<DeskFile>;

/**
 * Reads `instruments.json`, `desk.json` and, where there are such, `levels.json` (technical levels), `calendars.json` (else rules alone),
 * `keys.json` (keys other than the usual), `spots.json` (where spots come from), `trace.json` (what is recorded of the console's work), `venues.json` (markets beside paper), `webhooks.json` (what other programs may send), `alerts.json` (what is told to whom), `monitors.json` (what is watched) and `local.json` (a person's own: the shape of `desk.json`, only what differs) of a folder. Rejects with a `ConfigError` whose sentences name file
 * and path.
 */
export async function loadConfig(folder: string, overrides: Overrides = {}): Promise<Config> {
  const definitions = readInstruments(await readJson(folder, 'instruments.json'));
  const instruments = withLevels(definitions, await readJson(folder, 'levels.json', {}));
  const calendars = readCalendars(await readJson(folder, 'calendars.json', noSpecialDays));
  const layers: [file: string, value: unknown][] = [
    ['desk.json', await readJson(folder, 'desk.json')],
    ['local.json', await readJson(folder, 'local.json', {})],
    ['the settings given at the start', overrides],
  ];
  const keys: KeyFile[] = [
    { file: 'keys.json', keys: check('keys.json', keysSchema, await readJson(folder, 'keys.json', {})) },
  ];
  const spots = await readJson(folder, 'spots.json', usualSpots);
  check('spots.json', spotsSchema, spots);
  const trace = await readJson(folder, 'trace.json', {});
  check('trace.json', traceSchema, trace);
  const venues = await readJson(folder, 'venues.json', {});
  check('venues.json', venuesSchema, venues);
  const alerts = await readJson(folder, 'alerts.json', {});
  check('alerts.json', alertsSchema, alerts);
  const monitors = await readJson(folder, 'monitors.json', {});
  check('monitors.json', monitorsSchema, monitors);
  const webhooks = await readJson(folder, 'webhooks.json', {});
  check('webhooks.json', webhooksSchema, webhooks);
  let merged: unknown = { spots, trace, venues, alerts, monitors, webhooks };
  let config: Config | undefined;
  for (const [file, value] of layers) {
    merged = merge(merged, value);
    const desk = check(file, deskSchema, merged);
    keys.push({ file, keys: check(file, keysOf, value).keys });
    const spotsFile = file === 'desk.json' ? 'spots.json' : file;
    const where = { folder, definitions };
    const spotsOf = readSpots(spotsFile, desk.spots ?? check(spotsFile, spotsSchema, spots), where);
    config = {
      ...desk,
      keys,
      market: readMarket(file, desk, instruments),
      instruments,
      ...calendars,
      monitors: desk.monitors ?? check('monitors.json', monitorsSchema, monitors),
      spots: spotsOf,
      trace: desk.trace ?? check('trace.json', traceSchema, trace),
      alerts: desk.alerts ?? check('alerts.json', alertsSchema, alerts),
      venues: readVenues(file === 'desk.json' ? 'venues.json' : file, desk.venues ?? {}, definitions),
      webhooks: readWebhooks(file === 'desk.json' ? 'webhooks.json' : file, desk.webhooks ?? {}, definitions),
    };
  }
  return freeze(config!);
}

/** The part of a layer that has to be known by its file. */
const keysOf = z.looseObject({ keys: keysSchema.default({}) });

async function readJson(folder: string, file: string, ifAbsent?: unknown): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path.join(folder, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && ifAbsent !== undefined) return ifAbsent;
    throw new ConfigError(file, [`cannot be read from ${folder} (${(error as Error).message}).`]);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ConfigError(file, [`is no JSON (${(error as Error).message}).`]);
  }
}

function readInstruments(value: unknown): InstrumentDefinition[] {
  const file = 'instruments.json';
  const products = Object.entries(check(file, instrumentsSchema, value));
  const owner = new Map<string, string>();
  for (const [root, { aliases }] of products) {
    for (const name of [root, ...aliases]) {
      const other = owner.get(name);
      if (other) throw new ConfigError(file, [`${root}.aliases: ${name} already names ${other}.`]);
      owner.set(name, root);
    }
  }
  return products.map(([root, { contracts, options, symbols, ...product }]) => ({
    root,
    ...product,
    ...(contracts ? { contracts } : {}),
    ...(options ? { options } : {}),
    ...(symbols ? { symbols } : {}),
  }));
}

function readMarket(file: string, desk: DeskFile, instruments: readonly InstrumentDefinition[]): Config['market'] {
  const byRoot = new Map(instruments.map((definition) => [definition.root, definition]));
  const unknown = (where: string, root: string) =>
    new ConfigError(file, [
      `${where}: instruments.json has no "${root}".${didYouMean(nearest(root, byRoot.keys(), 1))}`,
    ]);
  const traded = Object.entries(desk.market.instruments).map(([root, settings]) => {
    const definition = byRoot.get(root);
    if (!definition) throw unknown(`market.instruments.${root}`, root);
    try {
      return { ...settings, root, price: parsePrice(settings.price, definition.priceStyle) };
    } catch (error) {
      throw new ConfigError(file, [`market.instruments.${root}.price: ${(error as Error).message}.`]);
    }
  });
  for (const root of desk.demo.instruments) {
    if (!byRoot.has(root)) throw unknown('demo.instruments', root);
    if (!desk.market.instruments[root]) {
      throw new ConfigError(file, [`demo.instruments: ${root} is not among market.instruments, so it has no market.`]);
    }
  }
  return { ...desk.market, instruments: traded };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Objects are merged key by key; anything else is replaced. */
function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isObject(base) || !isObject(over)) return over;
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = merge(base[key], value);
  return merged;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
