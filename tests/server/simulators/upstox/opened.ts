import { gunzipSync } from 'node:zlib';
import { ManualClock } from '../../../../core/clock.ts';
import { instrumentRegistry } from '../../../../core/model/registry.ts';
import type { Instant, TradeDate } from '../../../../core/model/time.ts';
import type { SimulatorOptions } from '../../../../server/simulators/port.ts';
import { createUpstoxSimulator } from '../../../../server/simulators/upstox/simulator.ts';
import { registry as listed } from '../exchange/instruments.ts';

/** 2026-11-18 11:00 in India, a Wednesday. */
export const START = (Date.UTC(2026, 10, 18, 5, 30) * 1_000) as Instant;

export const registry = instrumentRegistry(listed.definitions, '2026-11-18' as TradeDate, listed.calendars);

export type Row = Readonly<Record<string, unknown>>;

export interface Body<D> {
  readonly status: string;
  readonly data: D;
  readonly errors: readonly Row[];
  readonly metadata?: { readonly latency: number };
  readonly summary?: Row;
}

export interface Answered<D> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body<D>;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
}

const form = { code: 'simulator', client_id: 'simulator', client_secret: 'simulator-secret' };

/** A simulator on a clock that the test moves, and a client that knows only HTTP. */
export async function openUpstox(options: Partial<SimulatorOptions> = {}) {
  const clock = new ManualClock(START);
  const roots = ['NIFTY', 'RELIANCE'];
  const simulator = await createUpstoxSimulator({
    port: 0,
    registry,
    instruments: roots.map((root) => registry.front(root)),
    seed: 'one',
    clock,
    ...options,
  });
  const { address } = simulator;

  const send = async <D = Row>(path: string, asked: Asked & { readonly token?: string } = {}): Promise<Answered<D>> => {
    const { method = 'GET', headers = {}, body, query = {}, token } = asked;
    const url = new URL(path, address);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const answered = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answered.text();
    return {
      status: answered.status,
      headers: answered.headers,
      text,
      body: text.startsWith('{') ? JSON.parse(text) : {},
    };
  };

  const logIn = (change: Readonly<Record<string, string>> = {}) =>
    send<never>('/v2/login/authorization/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: String(
        new URLSearchParams({
          ...form,
          redirect_uri: 'http://127.0.0.1/done',
          grant_type: 'authorization_code',
          ...change,
        }),
      ),
    });
  const tokenOf = async (): Promise<string> =>
    (JSON.parse((await logIn()).text) as { access_token: string }).access_token;
  const token = await tokenOf();

  const instruments = async (file = 'complete.json.gz'): Promise<readonly Row[]> => {
    const answered = await fetch(`${address}/market-quote/instruments/exchange/${file}`);
    return JSON.parse(String(gunzipSync(Buffer.from(await answered.arrayBuffer())))) as Row[];
  };

  return {
    simulator,
    address,
    clock,
    token,
    send,
    logIn,
    tokenOf,
    instruments,
    ask: <D = Row>(path: string, asked: Asked = {}) => send<D>(path, { token, ...asked }),
    /** Lets the market go on. */
    run(microseconds: number) {
      clock.advance(microseconds);
      simulator.exchange.advance();
    },
    close: () => simulator.close(),
  };
}

export type Opened = Awaited<ReturnType<typeof openUpstox>>;

/** An order of the third version in NIFTY's next future, one lot at the market. */
export const order = (key: unknown, change: Row = {}): Row => ({
  quantity: 65,
  product: 'D',
  validity: 'DAY',
  price: 0,
  tag: 'one-1',
  instrument_token: key,
  order_type: 'MARKET',
  transaction_type: 'BUY',
  disclosed_quantity: 0,
  trigger_price: 0,
  is_amo: false,
  ...change,
});

/** An error as the venue says it, in both of its spellings. */
export const problem = (code: string, message: string, path: string | null = null, value: unknown = null): Row => ({
  errorCode: code,
  message,
  propertyPath: path,
  invalidValue: value,
  error_code: code,
  property_path: path,
  invalid_value: value,
});
