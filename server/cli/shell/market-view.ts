import { formatTime } from '../../../core/format.ts';
import { type Instant, MILLISECOND } from '../../../core/model/time.ts';
import { runningConsole } from '../../journal/data-folder.ts';
import type { MarketReport } from '../../trading/market-report.ts';
import type { OrderReport } from '../../trading/order-report.ts';
import { dataFolderPath } from '../folders.ts';
import { toRunningConsole } from '../requests.ts';
import { environmentText } from '../trading/environment.ts';
import { namedAccount } from '../trading/options.ts';
import type { Names } from './complete.ts';

const NOBODY: Names = { instruments: [], accounts: [], orders: [] };
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What a prompt shows and completion knows of the market at hand. */
export interface MarketView {
  readonly market: MarketReport | undefined;
  readonly names: Names;
}

/** Asks the console that runs; nothing where none does. Never rejects. */
export async function lookAtMarket(): Promise<MarketView> {
  try {
    // what waits for a folder in use is a command, not a prompt
    if (!runningConsole(dataFolderPath({}))?.address) return { market: undefined, names: NOBODY };
    const requests = await toRunningConsole({});
    const [market, orders] = await Promise.all([
      requests.ask<MarketReport>('GET', '/api/market'),
      requests.ask<readonly OrderReport[]>('GET', '/api/orders'),
    ]);
    const { instruments, accounts } = market;
    return { market, names: { instruments, accounts, orders: orders.map(({ clientOrderId }) => clientOrderId) } };
  } catch {
    return { market: undefined, names: NOBODY };
  }
}

function stateText({ arming, trouble }: MarketReport): string {
  if (arming?.until) return ` armed until ${formatTime((arming.until * MILLISECOND) as Instant, ZONE, 'minutes')}`;
  if (arming) return ' not armed';
  return trouble === null ? '' : ' no orders taken';
}

/** `paper DEMO › `, `projectx LIVE not armed 50KTC › `. */
export function promptText({ market }: MarketView, hasColor: boolean): string {
  if (!market) return 'no console › ';
  const account = namedAccount({}) ?? market.account;
  return `${environmentText(market, hasColor)}${stateText(market)}${account === null ? '' : ` ${account}`} › `;
}
