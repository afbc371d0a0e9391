import { z } from 'zod';
import { parseContractCode } from '../core/model/contract.ts';
import { hasMonth, type InstrumentDefinition } from '../core/model/definition.ts';
import { didYouMean, nearest } from '../core/nearest.ts';
import { ConfigError } from './explain.ts';

/** Orders go to an address that is not loopback in LIVE alone; `simulator` is the one that Deskbook brings. */
export const venueEnvironments = ['simulator', 'SIM', 'UAT', 'LIVE'] as const;
export type VenueEnvironment = (typeof venueEnvironments)[number];

const environmentName = z.enum(venueEnvironments, `an environment is ${venueEnvironments.join(', ')}`);
const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'name a variable of the environment');
const venueName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,15}$/, 'a venue is named by small letters, digits and underscores, at most 16');

const venue = z
  .strictObject({
    /** Which client it is reached by. */
    kind: z.string().min(1),
    environment: environmentName.default('simulator'),
    /** Roots, whose front month is traded or watched, or contracts in place of them. */
    instruments: z.array(z.string().min(1)).min(1, 'a venue has one instrument at least').max(40),
    /** Addresses and what else the client asks for. */
    environments: z.partialRecord(environmentName, z.record(z.string(), z.unknown())),
    /** Variables that hold what a person logs in with, by environment; the simulator needs none. */
    credentials: z.partialRecord(environmentName, z.record(z.string(), variable)).default({}),
    /** What is armed stays armed for as long. */
    armedMinutes: z.number().min(1).max(1_440).default(480),
  })
  .refine(({ environment, environments }) => environments[environment] !== undefined, {
    message: 'environments has nothing of this environment',
    path: ['environment'],
  });

/** `config/venues.json`: markets beside paper and recordings, by name. */
export const venuesSchema = z.record(venueName, venue);
export type VenueSettings = z.output<typeof venue>;
export type VenuesSettings = z.output<typeof venuesSchema>;

/** Checks that instruments exist. Throws a `ConfigError`. */
export function readVenues(
  file: string,
  venues: VenuesSettings,
  definitions: readonly InstrumentDefinition[],
): VenuesSettings {
  const roots = definitions.map(({ root }) => root);
  for (const [name, { instruments }] of Object.entries(venues)) {
    const [unknown] = instruments.filter((each) => !roots.includes(each) && !isContract(each, definitions));
    if (unknown === undefined) continue;
    throw new ConfigError(file, [
      `${name}.instruments: instruments.json has no "${unknown}".${didYouMean(nearest(unknown, roots, 1))}`,
    ]);
  }
  return venues;
}

/** `ESH7`, of a product and a month that exist. */
function isContract(name: string, definitions: readonly InstrumentDefinition[]): boolean {
  const code = parseContractCode(name, 0);
  const definition = definitions.find(({ root }) => root === code?.root);
  return code !== undefined && definition !== undefined && hasMonth(definition, code.month);
}
