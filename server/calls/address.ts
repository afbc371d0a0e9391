import type { CallTo } from './port.ts';

/** Where calls go: `https://host:port/path`. */
export class Address {
  readonly origin: string;
  /** As sentences name it. */
  readonly host: string;
  readonly #path: string;

  /** Throws a `RangeError` where it is no address of HTTP, or has what would be lost or told. */
  constructor(text: string) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:'))
      throw new RangeError(`${JSON.stringify(text)} is no address that begins with https:// or http://.`);
    if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
      throw new RangeError(`The address of ${url.host} may have a path and nothing else behind the host.`);
    this.origin = url.origin;
    this.host = url.host;
    this.#path = url.pathname.replace(/\/+$/, '');
  }

  /** The path of a call with its query. Throws a `RangeError` for one that would lead elsewhere. */
  pathOf({ path, query }: Pick<CallTo, 'path' | 'query'>): string {
    const whole = `${this.#path}/${path.replace(/^\/+/, '')}`;
    if (/[?#\s\\]|(?:^|\/)\.{1,2}(?:\/|$)/.test(whole))
      throw new RangeError(`${JSON.stringify(path)} is no path of a call.`);
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {}))
      if (value !== undefined) parameters.append(name, String(value));
    return parameters.size === 0 ? whole : `${whole}?${parameters}`;
  }

  /** The path that an answer of this path sends to, on the same origin; undefined for anything else. */
  redirected(path: string, location: string | undefined): string | undefined {
    if (location === undefined || !URL.canParse(location, this.origin + path)) return undefined;
    const url = new URL(location, this.origin + path);
    return url.origin === this.origin ? url.pathname + url.search : undefined;
  }
}
