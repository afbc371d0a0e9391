import type { Clock } from '../../../core/clock.ts';
import type { SimulatedExchange } from '../port.ts';
import type { Catalog } from './catalog.ts';
import type { OrderNames } from './ids.ts';
import type { Ledger } from './ledger.ts';
import type { Limits } from './limits.ts';
import type { Tokens } from './tokens.ts';

/** What every route of the simulator works on. */
export interface TtParts {
  readonly clock: Clock;
  readonly exchange: SimulatedExchange;
  readonly catalog: Catalog;
  readonly ledger: Ledger;
  readonly names: OrderNames;
  readonly tokens: Tokens;
  readonly limits: Limits;
}
