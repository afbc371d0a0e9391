import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { failure } from '../answers.ts';
import type { UpstoxParts } from '../parts.ts';

const exchanges: Readonly<Record<string, readonly string[]>> = {
  complete: ['NSE', 'BSE', 'MCX'],
  NSE: ['NSE'],
  BSE: ['BSE'],
  MCX: ['MCX'],
};

/** The lists of the morning, one an exchange and one of all, as gzipped JSON; nobody needs a token for them. */
export function instrumentRoutes({ catalog }: UpstoxParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();
  const written = new Map<string, Uint8Array<ArrayBuffer>>();

  const fileOf = (name: string, of: readonly string[]): Uint8Array<ArrayBuffer> => {
    const rows = catalog.listed.filter(({ segment }) => of.includes(segment.slice(0, 3))).map(({ row }) => row);
    const file = written.get(name) ?? Uint8Array.from(gzipSync(JSON.stringify(rows)));
    written.set(name, file);
    return file;
  };

  routes.get('/market-quote/instruments/exchange/:file', ({ req }) => {
    const name = /^(\w+)\.json\.gz$/.exec(req.param('file'))?.[1] ?? '';
    const of = exchanges[name];
    if (of === undefined) return failure({ code: 'UDAPI100060' });
    return new Response(fileOf(name, of), { headers: { 'Content-Type': 'application/gzip' } });
  });
  return routes;
}
