import { HttpTransportType, type HubConnection, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { onTestFinished } from 'vitest';
import type { Opened, Row } from '../opened.ts';

export interface Heard {
  readonly target: string;
  readonly args: readonly unknown[];
}

const patienceMilliseconds = 5_000;
const targets = [
  'GatewayUserAccount',
  'GatewayUserOrder',
  'GatewayUserPosition',
  'GatewayUserTrade',
  'GatewayQuote',
  'GatewayTrade',
  'GatewayDepth',
  'GatewayLogout',
];

/** What a client of a hub hears. */
export class Listener {
  readonly heard: Heard[] = [];
  readonly connection: HubConnection;
  #waiting: (() => void)[] = [];

  private constructor(connection: HubConnection) {
    this.connection = connection;
    for (const target of targets) {
      connection.on(target, (...args: unknown[]) => {
        this.heard.push({ target, args });
        for (const wake of this.#waiting.splice(0)) wake();
      });
    }
  }

  static async open(
    gateway: Opened,
    hub: 'user' | 'market',
    options: { readonly negotiate?: boolean } = {},
  ): Promise<Listener> {
    const url = `${gateway.simulator.address}/hubs/${hub}`;
    const connection = new HubConnectionBuilder()
      .withUrl(options.negotiate ? url : `${url}?access_token=${gateway.token}`, {
        accessTokenFactory: () => gateway.token,
        skipNegotiation: !options.negotiate,
        transport: HttpTransportType.WebSockets,
      })
      .configureLogging(LogLevel.None)
      .build();
    const listener = new Listener(connection);
    onTestFinished(() => connection.stop());
    await connection.start();
    return listener;
  }

  invoke = (method: string, ...args: readonly unknown[]): Promise<unknown> => this.connection.invoke(method, ...args);

  of = (target: string): readonly (readonly unknown[])[] =>
    this.heard.filter((each) => each.target === target).map(({ args }) => args);

  /** First arguments, which are rows of the user's hub. */
  rows = (target: string): readonly Row[] => this.of(target).map(([row]) => row as Row);

  /** Resolves as soon as it holds. */
  async until(holds: () => boolean): Promise<void> {
    const end = performance.now() + patienceMilliseconds;
    while (!holds()) {
      if (performance.now() > end) throw new Error(`Waited in vain; heard ${JSON.stringify(this.heard)}.`);
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        setTimeout(resolve, 50);
      });
    }
  }

  /** Resolves when everything that was sent before has been heard: an answer comes behind it. */
  settle = (): Promise<unknown> => this.invoke('UnsubscribeNothing').catch(() => undefined);
}
