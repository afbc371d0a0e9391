import type { InstrumentRegistry } from '../../core/model/registry.ts';
import type { Desk } from '../desk/port.ts';
import { contractsOfSettings } from './of-settings.ts';
import { contractsOfVenue, type ListingVenue } from './of-venue.ts';
import { type ContractReport, type ContractsReport, contractReports } from './report.ts';

export interface ContractsParts {
  readonly desk: Pick<Desk, 'bus' | 'environment' | 'instruments'>;
  /** As of the desk's day. */
  registry(): InstrumentRegistry;
  /** While the market is a venue over the network. */
  readonly venue?: ListingVenue | undefined;
}

/** What the market at hand lists. */
export interface Contracts {
  /** By words of its names, or all that the market tells without any. Rejects with a `VenueProblem` where a venue cannot be asked. */
  search(text: string): Promise<ContractsReport>;
  /** Of one product, the front month among them; rejects likewise. */
  ofRoot(root: string): Promise<readonly ContractReport[]>;
}

export function openContracts({ desk, registry, venue }: ContractsParts): Contracts {
  async function reports(text: string): Promise<readonly ContractReport[]> {
    const known = registry();
    const traded = desk.instruments();
    const found = venue
      ? await contractsOfVenue(venue, text, known, traded)
      : contractsOfSettings(text, known, { bus: desk.bus, traded });
    return contractReports(found, known, new Set(traded.map(({ id }) => id)));
  }
  return {
    async search(text) {
      const search = text.trim();
      return { market: desk.environment, search, contracts: await reports(search) };
    },
    async ofRoot(root) {
      const known = registry();
      const isOfRoot = ({ instrument }: ContractReport) => instrument !== null && known.find(instrument)?.root === root;
      // what is told without a text is whole, what a search finds may be cut
      const all = (await reports('')).filter(isOfRoot);
      return all.length > 0 ? all : (await reports(root)).filter(isOfRoot);
    },
  };
}
