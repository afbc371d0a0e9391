import type { Instrument } from '../../core/model/instrument.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import { VenueProblem } from '../../core/venue/books.ts';
import type { VenueContract } from '../../core/venue/contract.ts';
import type { RemoteVenue } from '../venues/port.ts';

export type ListingVenue = Pick<RemoteVenue, 'name' | 'contracts' | 'capabilities'>;

/**
 * What a venue lists by a text. A text that it does not know and the settings do (`TYZ6 Comdty`) is looked for by its product; a venue that answers nothing without a
 * text is asked for the products that are traded. Rejects with a `VenueProblem`.
 */
export async function contractsOfVenue(
  { name, contracts, capabilities }: ListingVenue,
  text: string,
  registry: InstrumentRegistry,
  traded: readonly Instrument[],
): Promise<readonly VenueContract[]> {
  if (contracts === undefined) {
    throw new VenueProblem(capabilities.cannot?.contracts ?? `${name} does not tell which contracts it lists.`);
  }
  const found = await contracts.search(text);
  if (found.length > 0) return found;
  const known = text === '' ? undefined : registry.find(text);
  const roots = text === '' ? traded.map(({ root }) => root) : known ? [known.root] : [];
  const lists = await Promise.all([...new Set(roots)].map((root) => contracts.search(root)));
  const ofRoots = lists.flat().filter(({ instrument }) => {
    const root = instrument === undefined ? undefined : registry.find(instrument)?.root;
    return root !== undefined && roots.includes(root);
  });
  return [...new Map(ofRoots.map((each) => [each.id, each])).values()];
}
