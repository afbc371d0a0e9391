import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../../../config/load.ts';
import { machineClock } from '../../../../core/clock.ts';
import { instant, MILLISECOND } from '../../../../core/model/time.ts';
import { createTracer } from '../../../../core/trace/tracer.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import { DeskInstruments } from '../../../../server/desk/instruments.ts';
import { nodePlatform } from '../../../../server/trace/platform.ts';
import { venueInstruments } from '../../../../server/venues/instruments.ts';
import type { VenueOptions } from '../../../../server/venues/port.ts';
import { ttVenue } from '../../../../server/venues/tt/index.ts';
import type { TtSettings } from '../../../../server/venues/tt/settings.ts';
import { temporaryFolder } from '../../journal/folder.ts';

export interface Asked {
  readonly method: string;
  /** Without the environment: `ttledger/fills`. */
  readonly at: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Reply = object | string | { readonly http: number; readonly body?: object };
export type Replies = Record<string, Reply | ((asked: Asked) => Reply)>;

/** What a quiet TT answers. */
export const quiet = (): Replies => ({
  'ttid/token': { status: 'Ok', access_token: 'token-1', token_type: 'bearer', seconds_until_expiry: 3600 },
  'ttaccount/accounts': ok({
    accounts: [
      { id: 123456, name: 'desk', parentId: 1 },
      { id: 7, name: 'other' },
    ],
  }),
  'ttaccount/account/123456/limits': ok({
    accountLimits: [{ accountId: 123456, riskLimitSettings: { tradingAllowed: false }, riskLimits: {} }],
  }),
  'ttledger/orderdata': ok({
    orderData: {
      side: { 1: 'BUY', 2: 'SELL' },
      orderStatus: { 1: 'NEW', 2: 'PARTIALLY_FILLED', 3: 'FILLED', 5: 'CANCELED', 7: 'STOPPED' },
      orderType: { 1: 'MARKET', 2: 'LIMIT', 4: 'STOP_LIMIT' },
      timeInForce: { 1: 'DAY', 2: 'GOOD_TILL_CANCEL' },
      algoType: { 0: 'ALGO_TYPE_NONE', 4: 'ALGO_TYPE_ADL' },
    },
  }),
  'ttpds/markets': ok({
    markets: [
      { id: 7, name: 'CME' },
      { id: 183, name: 'CME_Delayed' },
      { id: 98, name: 'ASE' },
    ],
  }),
  'ttpds/instrument/4877': ok({ instrument: [zn] }),
  'ttpds/instrument/8092': ok({ instrument: [{ ...zn, id: '8092', marketId: 183 }] }),
  'ttledger/fills': ok({ fills: [] }),
  'ttledger/orders': ok({ orders: [] }),
  'ttmonitor/position': ok({ positions: [] }),
  'ttmonitor/position/123456': ok({ positions: [] }),
});

export const zn = {
  id: '4877',
  alias: 'ZN Dec26',
  name: 'ZNZ6',
  marketId: 7,
  productId: '16143309052651006928',
  productSymbol: 'ZN',
  tickSize: 0.015625,
  tickValue: 15.625,
  pointValue: 1000.0,
  lastTradeDate: 20261221,
  expirationDate: 20261221235959,
};

export const ok = (members: object): object => ({ status: 'Ok', lastPage: 'true', ...members });

/** TT on loopback, as far as `replies` go. It refuses what TT refuses. */
export async function answering(replies: Replies) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://tt');
      const [, service = '', , ...rest] = url.pathname.split('/');
      const at = [service, ...rest].join('/');
      const one: Asked = {
        method: request.method ?? '',
        at,
        query: Object.fromEntries(url.searchParams),
        headers: request.headers,
        body,
      };
      asked.push(one);
      const found = replies[at];
      const reply = typeof found === 'function' ? found(one) : (found ?? { http: 404 });
      const status = typeof reply === 'object' && 'http' in reply ? Number(reply.http) : 200;
      const content = typeof reply === 'string' ? reply : JSON.stringify('http' in reply ? (reply.body ?? {}) : reply);
      response.writeHead(status, { 'content-type': 'application/json' }).end(content);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, address: `http://127.0.0.1:${port}` };
}

const config = await loadConfig(path.resolve(import.meta.dirname, '../../../../config'));
/** As of the Friday before Thanksgiving. */
const friday = instant(Date.UTC(2026, 10, 20, 15) * MILLISECOND);
export const instruments: DeskInstruments = DeskInstruments.ofRoots(
  config.instruments,
  ['ZN', 'ZT'],
  friday,
  config.calendars,
);

export interface Opened {
  readonly replies: Replies;
  readonly settings?: object;
  readonly options?: Partial<VenueOptions<TtSettings>>;
}

/** The client, of a server that answers so; it ends with the test. */
export async function openTt({ replies, settings = {}, options = {} }: Opened) {
  const { asked, address } = await answering(replies);
  return { asked, ...openAt(address, settings, options) };
}

/** The client of an address; it ends with the test. */
export function openAt(address: string, settings: object = {}, options: Partial<VenueOptions<TtSettings>> = {}) {
  const warnings: string[] = [];
  const log = {
    info() {},
    warn: (line: string) => void warnings.push(line),
    error: (line: string) => void warnings.push(line),
  };
  const folder = temporaryFolder();
  const venue = ttVenue.open({
    name: 'tt',
    environment: 'simulator',
    settings: ttVenue.settings.parse({ address, path: 'ext_prod_sim', plan: 'high', ...settings }),
    credentials: { appKey: 'simulator', appSecret: 'simulator-secret' },
    instruments: venueInstruments(instruments, 'tt'),
    tag: 'test',
    folder,
    clock: machineClock,
    random: () => 0.5,
    tracer: createTracer(nodePlatform(), { put() {} }),
    log,
    ...options,
  });
  onTestFinished(() => venue.disconnect());
  const events: VenueEvent[] = [];
  venue.onEvents((batch) => void events.push(...batch));
  return { venue, events, warnings, folder };
}

export const tokenFile = (folder: string): string => readFileSync(path.join(folder, 'tt-simulator.token.json'), 'utf8');

/** Waits for something that comes by itself. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 600) throw new Error('It did not come in six seconds.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
