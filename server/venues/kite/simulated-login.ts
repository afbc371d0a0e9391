import { request } from 'undici';
import { VenueProblem } from '../../../core/venue/books.ts';

const HOPS = 5;

/** Logs in where nobody has to: the page of a simulator sends on to an address with the code, which is not gone to. */
export async function simulatedCode(page: string): Promise<string> {
  let at = new URL(page);
  for (let hops = 0; hops < HOPS; hops += 1) {
    const { headers, body } = await request(at);
    await body.dump();
    const { location } = headers;
    if (typeof location !== 'string' || !URL.canParse(location, at.href)) break;
    const next = new URL(location, at.href);
    const code = next.searchParams.get('request_token');
    if (code !== null) return code;
    if (next.origin !== at.origin) break;
    at = next;
  }
  throw new VenueProblem(`The login page at ${at.origin} gave no request token.`);
}
