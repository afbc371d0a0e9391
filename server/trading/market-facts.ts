import type { Config } from '../../config/load.ts';
import type { Arming } from '../desk/arming.ts';
import { DEMO_ACCOUNT } from '../desk/demo-state.ts';
import type { OpenedMarket } from '../open-market.ts';
import type { MarketFacts } from './market-report.ts';

/** What a desk does not know of the market it is on. */
export const marketFacts = (
  { demo, market }: Config,
  { key, remote, journal }: Pick<OpenedMarket, 'key' | 'remote' | 'journal'>,
  arming: Arming | undefined,
): MarketFacts => ({
  environment: remote?.chosen.environment ?? key.environment,
  run: key.run,
  neverCloses: key.environment === 'paper' && market.hours === 'always',
  arming,
  usualAccount: journal.meta(DEMO_ACCOUNT) ?? demo.account,
});
