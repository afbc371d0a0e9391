import type { Tokens } from '../tokens.ts';
import { type UpdateType, updateTypesOf } from './portfolio-feed.ts';

export type Door = 'feed' | 'updates';

interface Ticket {
  readonly door: Door;
  readonly types: ReadonlySet<UpdateType>;
}

/** Where clients ask, and where they are sent to. */
export const doors: readonly { readonly door: Door; readonly ask: string; readonly enter: string }[] = [
  { door: 'feed', ask: '/v3/feed/market-data-feed', enter: '/market-data-feeder/v3/upstox-developer-api/feeds' },
  {
    door: 'updates',
    ask: '/v2/feed/portfolio-stream-feed',
    enter: '/upstox-developer-api/order-updates/feed',
  },
];

/** Addresses of streams that are good for one connection. */
export class Doors {
  readonly #tokens: Tokens;
  readonly #tickets = new Map<string, Ticket>();

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  /** `ws://127.0.0.1:4884/…?requestId=…&code=…`; `types` as a client asks for them. */
  address(door: Door, host: string, types: string | null | undefined): string {
    const code = this.#tokens.code();
    this.#tickets.set(code, { door, types: updateTypesOf(types) });
    const there = new URL(doors.find((each) => each.door === door)?.enter ?? '/', `ws://${host}`);
    there.searchParams.set('requestId', this.#tokens.uuid());
    there.searchParams.set('code', code);
    return there.href;
  }

  /** Lets one in, once; undefined for anybody without a good code. */
  enter(path: string, code: string): Ticket | undefined {
    const ticket = this.#tickets.get(code);
    const isGood = this.#tokens.redeem(code);
    this.#tickets.delete(code);
    return isGood && doors.some(({ door, enter }) => door === ticket?.door && enter === path) ? ticket : undefined;
  }
}
