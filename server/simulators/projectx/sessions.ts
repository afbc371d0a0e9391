import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../core/clock.ts';
import { DAY, MILLISECOND, SECOND } from '../../../core/model/time.ts';

const usualLife = DAY / MILLISECOND;

/** Who a token speaks for. Several tokens may be of one session: validating gives a new one and ends none. */
export interface Session {
  readonly id: string;
  readonly userName: string;
}

export type TokenState =
  | { readonly state: 'valid' | 'ended'; readonly session: Session }
  | { readonly state: 'refused' };

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = encode({ alg: 'HS256', typ: 'JWT' });

/** The gateway's JSON web tokens: signed with a key that lives as long as the simulator. */
export class Sessions {
  readonly #key = randomBytes(32);
  readonly #clock: Clock;
  readonly #life: number;
  readonly #ended = new Set<string>();
  readonly #lapsed = new Set<string>();

  constructor(clock: Clock, lifeMilliseconds: number = usualLife) {
    this.#clock = clock;
    this.#life = lifeMilliseconds;
  }

  begin(userName: string): string {
    return this.renew({ id: randomUUID(), userName });
  }

  /** Another token of the session; those before it go on. */
  renew(session: Session): string {
    const now = this.#clock.now() / SECOND;
    const claims = {
      sub: session.userName,
      sid: session.id,
      jti: randomUUID(),
      iat: Math.floor(now),
      exp: Math.floor(now + this.#life / 1_000),
    };
    const content = `${header}.${encode(claims)}`;
    return `${content}.${this.#sign(content)}`;
  }

  /** A session that was ended stays known until its tokens would have lapsed anyway. */
  read(token: string): TokenState {
    const [head = '', body = '', signature = '', more] = token.split('.');
    const signed = Buffer.from(this.#sign(`${head}.${body}`));
    const given = Buffer.from(signature);
    if (more !== undefined || signed.length !== given.length || !timingSafeEqual(signed, given)) {
      return { state: 'refused' };
    }
    const { sub, sid, exp } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    if (typeof sub !== 'string' || typeof sid !== 'string' || typeof exp !== 'number') return { state: 'refused' };
    if (exp <= this.#clock.now() / SECOND || this.#lapsed.has(token)) return { state: 'refused' };
    return { state: this.#ended.has(sid) ? 'ended' : 'valid', session: { id: sid, userName: sub } };
  }

  end(session: Session): void {
    this.#ended.add(session.id);
  }

  /** Lets one token lapse before its time. */
  lapse(token: string): void {
    this.#lapsed.add(token);
  }

  #sign(content: string): string {
    return createHmac('sha256', this.#key).update(content).digest('base64url');
  }
}
