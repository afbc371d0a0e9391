import type { SpanContext, SpanRecord } from './span-record.ts';

const bytes: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Ten times as fast as `toString(16)`, which was half of what it took to render a call. */
const hexadecimal = (word: number): string =>
  `${bytes[word >>> 24]}${bytes[(word >>> 16) & 255]}${bytes[(word >>> 8) & 255]}${bytes[word & 255]}`;

/** Two rounds that mix 64 bits one to one, so that samplers elsewhere, which look at the low digits of a trace's id, see no order in them. */
function mixed(high: number, low: number, key: number): string {
  const left = (high ^ Math.imul((low ^ key ^ (low >>> 15)) | 0, 0x2c1b3c6d)) | 0;
  const right = (low ^ Math.imul((left ^ (left >>> 12)) | 0, 0x297a2d39)) | 0;
  return hexadecimal(left) + hexadecimal(right);
}

/** Tells the small numbers of one tracer as W3C trace context writes ids: 32 and 16 hexadecimal digits, never all zero. */
export class Ids {
  readonly #origin: string;
  readonly #high: number;
  readonly #low: number;

  /** `origin` is 16 hexadecimal digits of chance, other ones for every tracer. */
  constructor(origin: string) {
    if (!/^[0-9a-f]{16}$/.test(origin)) throw new TypeError(`An origin is 16 hexadecimal digits, not ${origin}.`);
    // The first bit is left out, so that a count can be added and never comes around to zero.
    this.#high = Number.parseInt(origin.slice(0, 8), 16) & 0x7fffffff;
    this.#low = Number.parseInt(origin.slice(8), 16);
    this.#origin = hexadecimal(this.#high || 1) + hexadecimal(this.#low);
  }

  trace(root: number): string {
    return this.#origin + mixed(Math.floor(root / 0x1_0000_0000), root | 0, this.#low);
  }

  span(span: number): string {
    const low = this.#low + (span % 0x1_0000_0000);
    const carry = low >= 0x1_0000_0000 ? 1 : 0;
    return hexadecimal(this.#high + Math.floor(span / 0x1_0000_0000) + carry) + hexadecimal(low);
  }

  of({ span, parent, root, remote }: Pick<SpanRecord, 'span' | 'parent' | 'root' | 'remote'>): SpanContext & {
    readonly parentSpanId: string | null;
  } {
    return {
      traceId: remote?.traceId ?? this.trace(root),
      spanId: this.span(span),
      parentSpanId: parent === 0 ? (remote?.spanId ?? null) : this.span(parent),
    };
  }
}
