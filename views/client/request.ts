import { pageName } from './page-name.ts';

/** A refusal by the console: a sentence and, where there is one, what to do. */
export class Refused extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint: string | undefined) {
    super(message);
    this.name = 'Refused';
    this.hint = hint;
  }
}

/** Sends text as text/plain, anything else as JSON, and gives the reply's JSON. Rejects with `Refused`. */
export async function send<T = unknown>(method: string, address: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method, headers: { 'deskbook-page': pageName } };
  if (body !== undefined) {
    const text = typeof body === 'string';
    init.body = text ? body : JSON.stringify(body);
    init.headers = { ...init.headers, 'content-type': text ? 'text/plain; charset=utf-8' : 'application/json' };
  }
  const response = await fetch(address, init).catch(() => {
    throw new Refused('The console does not answer.', 'Is it still running? The page connects again by itself.');
  });
  const reply: unknown = await response.json().catch(() => undefined);
  if (response.ok) return reply as T;
  const error = (reply as { error?: { message?: string; hint?: string } } | undefined)?.error;
  throw new Refused(error?.message ?? `The console answered ${response.status}.`, error?.hint);
}
