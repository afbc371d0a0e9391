const OPEN = 0x7b;
const CLOSE = 0x7d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** An object may be no longer: what is, is no list of instruments. */
const LONGEST = 100_000;

/** Cuts the objects out of a JSON list that comes piece by piece, each as its text. */
export class JsonObjects {
  readonly #take: (text: string) => void;
  #rest = '';
  #depth = 0;
  #inText = false;
  #escaped = false;

  constructor(take: (text: string) => void) {
    this.#take = take;
  }

  /** Throws a `RangeError` where an object has no end in sight. */
  push(piece: string): void {
    const text = this.#rest + piece;
    let start = this.#depth > 0 ? 0 : -1;
    for (let at = this.#rest.length; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.#inText) this.#text(code);
      else if (code === QUOTE) this.#inText = this.#depth > 0;
      else if (code === OPEN) {
        if (this.#depth === 0) start = at;
        this.#depth += 1;
      } else if (code === CLOSE && this.#depth > 0) {
        this.#depth -= 1;
        if (this.#depth > 0) continue;
        this.#take(text.slice(start, at + 1));
        start = -1;
      }
    }
    this.#rest = start < 0 ? '' : text.slice(start);
    if (this.#rest.length > LONGEST) throw new RangeError(`an object goes on beyond ${LONGEST} characters`);
  }

  /** Whether what came ends where an object does. */
  get isWhole(): boolean {
    return this.#depth === 0;
  }

  #text(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE) this.#inText = false;
  }
}
