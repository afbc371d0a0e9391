import { z } from 'zod';
import { notificationLevels, notificationTypes } from '../core/alerts/notification.ts';

const level = z.enum(notificationLevels, `a level is ${notificationLevels.join(', ')}`);
const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'name a variable of the environment');
const name = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'a name is small letters, digits and dashes');
const seconds = (least: number) => z.number().min(least).max(86_400);

/** Of each type what counts from which level on; a type that is left out counts whole. */
const types = z
  .partialRecord(z.enum(notificationTypes), z.enum([...notificationLevels, 'off'], 'a level, or off'))
  .default({});

/** What goes to a target; its address and its secret stand in variables of the environment, so that no file has them. */
const filter = { level: level.default('info'), types };

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('discord'), address: variable, ...filter }),
  z.strictObject({
    kind: z.literal('webhook'),
    address: variable,
    /** Bodies are signed with it; without it they are not. */
    secret: variable.optional(),
    ...filter,
  }),
]);
export type TargetSettings = z.output<typeof target>;

const condition = z
  .strictObject({
    on: z.boolean().default(true),
    /** One SELECT that gives one row; its first column is what is measured, and NULL where there is nothing to measure. */
    sql: z.union([z.string().min(1).max(20_000), z.array(z.string()).transform((lines) => lines.join('\n'))]),
    /** Fires beyond `above` (or below `below`), and clears at `clear`, which lies on the other side of it or at it. */
    above: z.number().optional(),
    below: z.number().optional(),
    clear: z.number(),
    /** It has to be so for this long before it fires. */
    forSeconds: seconds(0).default(0),
    everySeconds: seconds(1).default(60),
    level: level.default('warning'),
    /** `{value}` is what was measured, `{column}` any column of the row. */
    text: z.string().min(1).max(500),
    detail: z.string().min(1).max(1_000).optional(),
  })
  .refine(({ above, below }) => (above === undefined) !== (below === undefined), 'it has either above or below')
  .refine(
    ({ above, below, clear }) => (above === undefined || clear <= above) && (below === undefined || clear >= below),
    'clear lies at or below above, at or above below; otherwise it would fire and clear at once',
  );
export type ConditionSettings = z.output<typeof condition>;

/** `config/alerts.json`: what is told, to whom, and what is watched. */
export const alertsSchema = z.strictObject({
  /** Of notices of one key the first is told at once, then at most one in this time. */
  throttleSeconds: seconds(0).default(60),
  types,
  /** Strategies whose orders, fills and closed positions are told, or all of them. */
  strategies: z.union([z.literal('all'), z.array(z.string().min(1).max(64))]).default(['manual', 'protection']),
  /** What was not delivered after this many hours, or is one too many, is given up. */
  giveUpHours: z.number().min(0.01).max(720).default(24),
  waitingAtMost: z.int().min(1).max(100_000).default(1_000),
  targets: z.record(name, target).default({}),
  conditions: z.record(name, condition).default({}),
});
export type AlertSettings = z.output<typeof alertsSchema>;
