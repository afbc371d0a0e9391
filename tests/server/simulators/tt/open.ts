import { randomUUID } from 'node:crypto';
import { ManualClock } from '../../../../core/clock.ts';
import { SECOND } from '../../../../core/model/time.ts';
import { createTtSimulator, type TtSimulatorOptions } from '../../../../server/simulators/tt/simulator.ts';
import { instrumentsOf, registry, START } from '../exchange/instruments.ts';

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  /** `undefined` for none. */
  readonly requestId?: string | undefined;
}

export interface OrderRow extends Readonly<Record<string, unknown>> {
  readonly orderId: string;
  readonly parentOrderId: string;
}

export interface FillRow extends OrderRow {
  readonly uniqueExecId: string;
  readonly timeStamp: string;
  readonly lastQty: number;
}

export interface PositionRow extends Readonly<Record<string, unknown>> {
  readonly instrumentId: string;
  readonly netPosition: number;
  readonly sodNetPos: number;
  readonly buyFillQty: number;
  readonly sellFillQty: number;
  readonly avgBuy: number;
  readonly avgSell: number;
  readonly sodPrice: number;
  readonly pnlPrice: number;
  readonly pnl: number;
  readonly realizedPnl: number;
}

export interface InstrumentRow extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly alias: string;
  readonly productId: string;
}

/** What answers have, each some of it. */
export interface Body extends Readonly<Record<string, unknown>> {
  readonly access_token: string;
  readonly orders: readonly OrderRow[];
  readonly order: readonly OrderRow[];
  readonly fills: readonly FillRow[];
  readonly positions: readonly PositionRow[];
  readonly instruments: readonly InstrumentRow[];
  readonly nextPageKey?: string;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly body: Body;
}

/** A simulator on a clock that the test moves, and a client that knows only HTTP. */
export async function openTt(options: Partial<TtSimulatorOptions> = {}) {
  const clock = new ManualClock(START);
  const simulator = await createTtSimulator({
    port: 0,
    registry,
    instruments: instrumentsOf('ZN', 'ZT', 'ZB'),
    seed: 'one',
    traders: false,
    clock,
    ...options,
  });
  const run = (microseconds: number) => {
    clock.advance(microseconds);
    simulator.exchange.advance();
  };

  async function call(path: string, asked: Asked = {}): Promise<Answered> {
    const requestId = 'requestId' in asked ? asked.requestId : `Deskbook-own--${randomUUID()}`;
    const url = new URL(path, simulator.address);
    if (requestId !== undefined) url.searchParams.set('requestId', requestId);
    const headers = Object.entries(asked.headers ?? {}).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    );
    const answer = await fetch(url, {
      method: asked.method ?? 'GET',
      headers,
      ...(asked.body === undefined ? {} : { body: asked.body }),
    });
    const text = await answer.text();
    const body: Body = JSON.parse(text);
    return { status: answer.status, text, headers: answer.headers, body };
  }

  const form = (fields: Record<string, string>): Asked => ({
    method: 'POST',
    headers: { 'x-api-key': 'simulator', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  const key = { grant_type: 'user_app', app_key: 'simulator:simulator-secret' };
  const token = async (environment = 'ext_prod_sim'): Promise<string> =>
    (await call(`/ttid/${environment}/token`, form(key))).body.access_token;

  const bearer = await token();
  /** A call as TT wants it, a second after the last one. */
  const get = (path: string, asked: Asked = {}) => {
    run(SECOND);
    return call(path, {
      ...asked,
      headers: { 'x-api-key': 'simulator', authorization: `Bearer ${bearer}`, ...asked.headers },
    });
  };
  const place = (order: Record<string, unknown>) =>
    call('/simulator/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: '1001', instrument: 'ZN Dec26', side: 'buy', quantity: 1, ...order }),
    });
  return { clock, simulator, run, call, form, key, token, get, place };
}

export type OpenTt = Awaited<ReturnType<typeof openTt>>;
