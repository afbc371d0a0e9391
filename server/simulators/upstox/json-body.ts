import type { Problem } from './answers.ts';

/** Reads a body of JSON; a problem for anything else. */
export function readBody(text: string): { readonly body: unknown } | Problem {
  try {
    const body: unknown = JSON.parse(text);
    return { body };
  } catch {
    return { code: 'UDAPI100036', message: 'Invalid Input: the body is no JSON' };
  }
}
