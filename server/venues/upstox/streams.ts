import type { Clock } from '../../../core/clock.ts';
import { KeptSocket } from '../kept-socket.ts';
import type { Subscriptions } from './feed/subscriptions.ts';
import type { Upstox } from './http.ts';
import type { Market } from './market.ts';
import type { Portfolio } from './portfolio.ts';

/** What Upstox says by itself. */
export interface Streams {
  readonly market: KeptSocket;
  readonly portfolio: KeptSocket;
}

export interface StreamsOptions {
  readonly upstox: Pick<Upstox, 'feed' | 'profile'>;
  readonly subscriptions: Subscriptions;
  readonly market: Market;
  readonly portfolio: Portfolio;
  /** One stands again after it was away. */
  readonly onAgain: (name: keyof Streams) => void;
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly silenceMilliseconds: number;
}

/** Both streams, each asked for its address before each connection; what was subscribed to is said again. */
export function openStreams(options: StreamsOptions): Streams {
  const { upstox, subscriptions, market, portfolio, onAgain, onChange, ...how } = options;
  const kept = (
    name: keyof Streams,
    own: Pick<Own, 'onBinary' | 'onText' | 'onOpen' | 'subscriptions'>,
  ): KeptSocket => {
    const socket: KeptSocket = new KeptSocket({
      ...how,
      name,
      pings: true,
      address: () => upstox.feed(name),
      onChange,
      // a call notices a token that is not taken any more
      onFailure: (failures) => void (failures > 1 && upstox.profile().catch(() => undefined)),
      ...own,
      onOpen() {
        own.onOpen();
        if (socket.reconnects > 0) onAgain(name);
      },
    });
    return socket;
  };
  const streams: Streams = {
    market: kept('market', {
      onBinary: market.take,
      onText: () => undefined,
      subscriptions: () => subscriptions.size,
      onOpen() {
        market.forget();
        for (const request of subscriptions.all()) streams.market.send(request);
      },
    }),
    portfolio: kept('portfolio', {
      onBinary: (frame) => portfolio.take(frame.toString('utf8')),
      onText: portfolio.take,
      subscriptions: () => 1,
      onOpen: () => undefined,
    }),
  };
  return streams;
}

type Own = ConstructorParameters<typeof KeptSocket>[0];
