import { z } from 'zod';

/** What TT lets an application key call, by the plan it is on. */
const plans = {
  free: { perSecond: 3, perDay: 10_000 },
  low: { perSecond: 5, perDay: 15_000 },
  medium: { perSecond: 10, perDay: 30_000 },
  high: { perSecond: 25, perDay: 75_000 },
} as const;

const word = z.string().regex(/\w/, 'letters or digits').max(40);
const every = (usual: number) => z.number().min(1).max(3_600).default(usual);

export const ttSettings = z.strictObject({
  address: z.url({ protocol: /^https?$/, error: 'the address begins with http:// or https://' }),
  /** What TT calls the environment in its paths. */
  path: z.string().regex(/^ext_[a-z_]{1,40}$/, 'the path of an environment is like ext_prod_sim'),
  plan: z.enum(['free', 'low', 'medium', 'high'], 'plan is free, low, medium or high').default('free'),
  /** Where TT has agreed to other numbers than the plan's. */
  limits: z
    .strictObject({ perSecond: z.int().min(1).max(1_000), perDay: z.int().min(100).max(100_000_000) })
    .optional(),
  /** Told with every call, as TT asks. */
  application: word.default('Deskbook'),
  company: word.default('own'),
  /** Ids or names of the accounts that are watched; all that the key sees where it is left out. */
  accounts: z.array(z.string().min(1).max(64)).min(1).max(100).optional(),
  /** Where contracts are looked for by name. */
  markets: z.array(z.string().min(1).max(40)).min(1).max(10).default(['CME']),
  fillsEverySeconds: every(10),
  ordersEverySeconds: every(5),
  positionsEverySeconds: every(5),
  accountsEverySeconds: every(600),
  /** How far behind the newest fill each look begins, since TT may list a fill late. */
  overlapSeconds: z.number().min(0).max(86_400).default(120),
  timeoutSeconds: z.number().min(1).max(120).default(15),
});

export type TtSettings = z.output<typeof ttSettings>;

export const limitsOf = ({ plan, limits }: TtSettings): { readonly perSecond: number; readonly perDay: number } =>
  limits ?? plans[plan];
