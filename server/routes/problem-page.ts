import type { Context } from 'hono';
import { problemPage } from '../../views/problem.ts';
import { appearance } from './appearance.ts';
import type { PageDeps } from './deps.ts';
import { RequestProblem } from './errors.ts';
import { surroundings } from './page-model.ts';
import { wantsPiece } from './replies.ts';

export type ToPage = (context: Context, thrown: unknown) => Promise<Response | undefined>;

/** Whoever navigates reads a problem as a page; undefined for programs, for pieces of a page, and for what nobody foresaw. */
export const problemsAsPages =
  (deps: PageDeps): ToPage =>
  async (context, thrown) => {
    const navigates = context.req.method === 'GET' && (context.req.header('accept') ?? '').includes('text/html');
    if (!navigates || wantsPiece(context) || !(thrown instanceof RequestProblem)) return undefined;
    const { message, hint, status } = thrown;
    const error = { code: 'request', message, ...(hint === undefined ? {} : { hint }) };
    return context.html(problemPage(error, await surroundings(deps), appearance(context)), status);
  };
