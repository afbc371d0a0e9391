import { z } from 'zod';
import { parseContractCode } from '../core/model/contract.ts';
import type { InstrumentDefinition } from '../core/model/definition.ts';
import { didYouMean, nearest } from '../core/nearest.ts';
import { alertFields, type FieldPlace } from '../core/webhooks/fields.ts';
import { entryKinds } from '../core/webhooks/plan.ts';
import { payloads } from '../core/webhooks/read-alert.ts';
import { signalKinds } from '../core/webhooks/signal.ts';
import { USUAL_FRACTION } from '../core/webhooks/target-split.ts';
import { ConfigError } from './explain.ts';

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'name a variable of the environment');
const header = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'a header is letters, digits and dashes')
  .transform((name) => name.toLowerCase());
const seconds = (least: number) => z.number().min(least).max(86_400);
const contracts = z.int('a whole number of contracts').min(1).max(100_000);
const word = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'letters, digits, dash and underscore, at most 32');

/** How a sender shows that it knows the secret, which stands in a variable of the environment. */
const authentication = z.discriminatedUnion(
  'by',
  [
    z.strictObject({ by: z.literal('header'), secret: variable, header: header.default('x-webhook-secret') }),
    z.strictObject({
      by: z.literal('body'),
      secret: variable,
      /** A name at the top of the body, or a JSON pointer into it. */
      field: z.string().min(1).max(200).default('secret'),
    }),
    z.strictObject({
      /** HMAC-SHA256 over `<timestamp>.<body>`, the body as it came. */
      by: z.literal('hmac'),
      secret: variable,
      header: header.default('x-webhook-signature'),
      timestamp: header.default('x-webhook-timestamp'),
      /** Stands before the digest, as in `sha256=`. */
      prefix: z.string().max(20).default(''),
      encoding: z.enum(['hex', 'base64'], 'encoding is hex or base64').default('hex'),
    }),
    /** Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature`. */
    z.strictObject({ by: z.literal('standard'), secret: variable }),
  ],
  'by is header, body, hmac or standard',
);
export type AuthenticationSettings = z.output<typeof authentication>;

const place = z.union(
  [
    z
      .string()
      .min(1)
      .max(200)
      .transform((at): FieldPlace => ({ at })),
    z.strictObject({ at: z.string().min(1).max(200), words: z.record(z.string(), z.string()).optional() }),
    z.strictObject({ is: z.union([z.string(), z.number()]) }),
  ],
  'a field is a name, a JSON pointer as /order/side, {"at": …, "words": {…}}, or {"is": …}',
);

const webhook = z.strictObject({
  on: z.boolean().default(false),
  payload: z.enum(payloads, `a payload is ${payloads.join(', ')}`),
  authentication,
  /** Where fields stand, as far as that differs from what is usual for the payload. */
  fields: z.partialRecord(z.enum(alertFields), place).default({}),
  /** Markets in which it acts, as the journal calls them: paper, projectx-live. */
  markets: z.array(z.string().min(1).max(40)).min(1).default(['paper']),
  account: word,
  strategy: word.default('webhook'),
  /** Roots, aliases or contracts that it may be about. */
  symbols: z.array(z.string().min(1).max(40)).min(1, 'a webhook has one symbol at least').max(200),
  /** What the sender calls them, where the registry does not know it. */
  aliases: z.record(z.string().min(1).max(40), z.string().min(1).max(40)).default({}),
  /** Contracts of a message that says none. */
  quantity: contracts.default(1),
  /** Without it: market for tradingview, limit for order, stop for embed. */
  entry: z.enum(entryKinds, `an entry is ${entryKinds.join(', ')}`).optional(),
  timeInForce: z.enum(['day', 'ioc'], 'timeInForce is day or ioc').default('day'),
  /** Of orders where a broker of India has several. */
  product: z.enum(['intraday', 'carry', 'delivery'], 'product is intraday, carry or delivery').optional(),
  /** A message that opens a position has to say its stop. */
  stopRequired: z.boolean().default(false),
  offTick: z.enum(['nearest', 'refuse'], 'offTick is nearest or refuse').default('nearest'),
  firstTarget: z
    .strictObject({
      /** Of an entry with two targets; anything that is not between 0 and 1 counts as three quarters. */
      fraction: z.number().default(USUAL_FRACTION),
      closesAll: z.boolean().default(false),
    })
    .prefault({}),
  /** Those that are acted on; all where it is left out. */
  signals: z
    .array(z.enum(signalKinds, `a signal is ${signalKinds.join(', ')}`))
    .min(1)
    .optional(),
  limits: z
    .strictObject({
      bytes: z.int().min(64).max(262_144).default(16_384),
      perMinute: z.int().min(1).max(6_000).default(60),
      /** Contracts of one message. */
      quantity: contracts.optional(),
      /** Contracts that the strategy may hold on a side once all is filled. */
      position: contracts.optional(),
    })
    .prefault({}),
  /** The same signal of the same instrument is ignored for so long. */
  debounceSeconds: seconds(0).default(300),
  /** A message without an id is the same one again for so long. */
  repeatSeconds: seconds(0).default(300),
  /** A message that says when it was made may be so old, or so far ahead. */
  oldestSeconds: seconds(1).default(300),
});
export type WebhookFile = z.output<typeof webhook>;

const name = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'a name is small letters, digits and dashes');

/** `config/webhooks.json`: addresses that other programs send orders and signals to, by name. */
export const webhooksSchema = z.record(name, webhook);
export type WebhooksFile = z.output<typeof webhooksSchema>;

/** With what follows from the rest: without a cap an order has what a message without quantity has, and a position twice that. */
export interface WebhookSettings extends Omit<WebhookFile, 'entry' | 'limits'> {
  readonly entry: NonNullable<WebhookFile['entry']>;
  readonly limits: WebhookFile['limits'] & { readonly quantity: number; readonly position: number };
}
export type WebhooksSettings = Readonly<Record<string, WebhookSettings>>;

const usualEntry = { order: 'limit', tradingview: 'market', embed: 'stop' } as const;

/** Checks that symbols exist. Throws a `ConfigError`. */
export function readWebhooks(
  file: string,
  webhooks: WebhooksFile,
  definitions: readonly InstrumentDefinition[],
): WebhooksSettings {
  const roots = new Set(definitions.flatMap(({ root, aliases }) => [root, ...aliases]));
  const isKnown = (symbol: string) => roots.has(symbol) || roots.has(parseContractCode(symbol, 2000)?.root ?? '');
  const check = (where: string, symbol: string): void => {
    const [root = ''] = /^[A-Z0-9]+(?=\d{2}[A-Z]{3}\d{2}[FCP])/.exec(symbol) ?? [];
    if (isKnown(symbol) || roots.has(root)) return;
    const near = didYouMean(nearest(symbol, roots, 1));
    throw new ConfigError(file, [`${where}: instruments.json has no "${symbol}".${near}`]);
  };
  const read = ([id, { entry, limits, ...rest }]: [string, WebhookFile]): [string, WebhookSettings] => {
    for (const symbol of rest.symbols) check(`${id}.symbols`, symbol);
    for (const [alias, symbol] of Object.entries(rest.aliases)) check(`${id}.aliases.${alias}`, symbol);
    const { quantity = rest.quantity, position = 2 * rest.quantity } = limits;
    if (quantity < rest.quantity) {
      throw new ConfigError(file, [
        `${id}.limits.quantity: it is less than quantity, so that no message would be taken.`,
      ]);
    }
    return [id, { ...rest, entry: entry ?? usualEntry[rest.payload], limits: { ...limits, quantity, position } }];
  };
  return Object.fromEntries(Object.entries(webhooks).map(read));
}
