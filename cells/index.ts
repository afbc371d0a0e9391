import { accounts } from './accounts/index.ts';
import { alerts } from './alerts/index.ts';
import { candles } from './candles/index.ts';
import { chain } from './chain/index.ts';
import { dependencyGraph } from './dependency-graph/index.ts';
import { fills } from './fills/index.ts';
import { health } from './health/index.ts';
import { input } from './input/index.ts';
import type { AnyKind } from './kind.ts';
import { ladder } from './ladder/index.ts';
import { logs } from './logs/index.ts';
import { metrics } from './metrics/index.ts';
import { note } from './note/index.ts';
import { orders } from './orders/index.ts';
import { pnl } from './pnl/index.ts';
import { positions } from './positions/index.ts';
import { quotes } from './quotes/index.ts';
import { replay } from './replay/index.ts';
import { spot } from './spot/index.ts';
import { sql } from './sql/index.ts';
import { statistics } from './statistics/index.ts';
import { status } from './status/index.ts';
import { trace } from './trace/index.ts';
import { traceTree } from './trace-tree/index.ts';
import { vega } from './vega/index.ts';
import { webhooks } from './webhooks/index.ts';

/** Every kind there is, in the order the menu shows them. */
export const kinds: readonly AnyKind[] = [
  note,
  input,
  sql,
  vega,
  candles,
  ladder,
  quotes,
  chain,
  orders,
  fills,
  positions,
  accounts,
  pnl,
  statistics,
  spot,
  replay,
  status,
  alerts,
  webhooks,
  health,
  logs,
  trace,
  metrics,
  traceTree,
  dependencyGraph,
];

const byName = new Map(kinds.map((kind) => [kind.name, kind]));

export const kindNamed = (name: string): AnyKind | undefined => byName.get(name);
