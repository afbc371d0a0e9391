import { createHash } from 'node:crypto';
import { afterEach } from 'vitest';
import { ManualClock } from '../../../../core/clock.ts';
import { type Instant, SECOND } from '../../../../core/model/time.ts';
import { createKiteSimulator, type KiteSimulatorOptions } from '../../../../server/simulators/kite/simulator.ts';
import type { Simulator } from '../../../../server/simulators/port.ts';
import { instrumentsOf, registry } from '../exchange/instruments.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly body: Row;
}

/** 2026-11-18 10:00 in India, a Wednesday. */
export const START = (Date.UTC(2026, 10, 18, 4, 30) * 1_000) as Instant;

export const CALL = 'NIFTY26D0124300CE';
export const FUTURE = 'NIFTY26NOVFUT';

const opened: Opened[] = [];

export const checksum = (requestToken: string, secret = 'simulator-secret'): string =>
  createHash('sha256').update(`simulator${requestToken}${secret}`).digest('hex');

/** A simulator whose time moves only when it is told to, and who calls it: each call comes a second after the one before. */
export class Opened {
  readonly simulator: Simulator;
  readonly clock: ManualClock;
  token = '';

  constructor(simulator: Simulator, clock: ManualClock) {
    this.simulator = simulator;
    this.clock = clock;
    opened.push(this);
  }

  async send(method: string, path: string, form?: Readonly<Record<string, string>>, headers = {}): Promise<Response> {
    return fetch(`${this.simulator.address}${path}`, {
      method,
      redirect: 'manual',
      headers: { 'X-Kite-Version': '3', ...this.authorization(), ...headers },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
  }

  async call(method: string, path: string, form?: Readonly<Record<string, string>>): Promise<Answer> {
    this.run(SECOND);
    const answer = await this.send(method, path, form);
    return { status: answer.status, body: (await answer.json()) as Row };
  }

  /** What a call that succeeds brings. */
  async data<T = Row>(method: string, path: string, form?: Readonly<Record<string, string>>): Promise<T> {
    const { status, body } = await this.call(method, path, form);
    if (status !== 200) throw new Error(`${method} ${path} was answered with ${status}: ${JSON.stringify(body)}`);
    return body.data as T;
  }

  get = <T = Row>(path: string): Promise<T> => this.data<T>('GET', path);

  /** Places an order on a lot of the option and gives its id. */
  async place(form: Readonly<Record<string, string>> = {}, variety = 'regular'): Promise<string> {
    const { order_id } = await this.data('POST', `/orders/${variety}`, orderForm(form));
    return String(order_id);
  }

  refused = (form: Readonly<Record<string, string>>, variety = 'regular'): Promise<Answer> =>
    this.call('POST', `/orders/${variety}`, orderForm(form));

  history = (id: string): Promise<readonly Row[]> => this.get(`/orders/${id}`);

  async last(id: string): Promise<Row> {
    return (await this.history(id)).at(-1) ?? {};
  }

  async logIn(): Promise<string> {
    const form = { api_key: 'simulator', request_token: 'simulator', checksum: checksum('simulator') };
    const { access_token } = await this.data('POST', '/session/token', form);
    this.token = String(access_token);
    return this.token;
  }

  run(microseconds: number): void {
    this.clock.advance(microseconds);
    this.simulator.exchange.advance();
  }

  authorization = () => (this.token === '' ? {} : { Authorization: `token simulator:${this.token}` });
}

export const orderForm = (form: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  exchange: 'NFO',
  tradingsymbol: CALL,
  transaction_type: 'BUY',
  quantity: '65',
  product: 'NRML',
  order_type: 'MARKET',
  validity: 'DAY',
  ...form,
});

/** Opens one that ends with the test; logged in, where nothing else is said. */
export async function open(options: Partial<KiteSimulatorOptions> = {}, login = true): Promise<Opened> {
  const clock = new ManualClock(START);
  const instruments = instrumentsOf('NIFTY', 'INFY', 'SBIN');
  const simulator = await createKiteSimulator({ port: 0, instruments, registry, seed: 'one', clock, ...options });
  const it = new Opened(simulator, clock);
  if (login) await it.logIn();
  return it;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ simulator }) => simulator.close()));
});
