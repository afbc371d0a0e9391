import { onTestFinished } from 'vitest';
import { loadConfig, type Overrides } from '../../../config/load.ts';
import { ManualClock } from '../../../core/clock.ts';
import type { AccountId, ClientOrderId } from '../../../core/model/ids.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { type Instant, SECOND } from '../../../core/model/time.ts';
import type { Log } from '../../../server/desk/log.ts';
import { type OpenDesk, openDesk } from '../../../server/desk/open.ts';
import { PaperMarket } from '../../../server/desk/paper-market.ts';
import type { OrderRequest } from '../../../server/desk/port.ts';
import { projectRoot } from '../../../server/paths.ts';

/** Friday, 20 November 2026, 15:30 UTC. */
export const friday = (Date.UTC(2026, 10, 20, 15, 30) * 1_000) as Instant;

export const quiet: Overrides = { demo: { enabled: false, pastSessions: 0 } };

export interface TestConsole extends OpenDesk {
  readonly clock: ManualClock;
  readonly problems: readonly string[];
}

interface ConsoleTerms {
  readonly at?: Instant;
  readonly overrides?: Overrides;
  readonly configFolder?: string;
  readonly Market?: typeof PaperMarket;
}

/** A desk on a clock that the test moves; it is closed with the test unless the test closed it. */
export async function openConsole(
  dataFolder: string,
  { at = friday, overrides = quiet, configFolder = `${projectRoot}/config`, Market = PaperMarket }: ConsoleTerms = {},
): Promise<TestConsole> {
  const problems: string[] = [];
  const note = (message: string) => {
    problems.push(message);
  };
  const log: Log = { info: () => {}, warn: note, error: note };
  const clock = new ManualClock(at);
  const config = await loadConfig(configFolder, overrides);
  const opened = await openDesk({ config, market: new Market({ config, clock, log }), dataFolder, log });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= opened.close();
    return closed;
  };
  onTestFinished(close);
  await opened.desk.start();
  return { ...opened, clock, problems, close };
}

/** Moves the clock in steps a person would not notice, and lets the desk follow. */
export async function passTime({ clock, desk }: TestConsole, microseconds: number): Promise<void> {
  const end = clock.now() + microseconds;
  while (clock.now() < end) {
    clock.set(Math.min(end, clock.now() + 5 * SECOND) as Instant);
    await desk.driver?.step();
    await new Promise(setImmediate);
  }
  await desk.settled();
}

export const marketBuy = (quantity: number, more: Partial<OrderRequest> = {}): OrderRequest => ({
  instrument: 'ZN',
  side: 'buy',
  quantity: quantity as Quantity,
  type: 'market',
  timeInForce: 'ioc',
  account: 'SIM-1' as AccountId,
  ...more,
});

export const id = (text: string): ClientOrderId => text as ClientOrderId;
