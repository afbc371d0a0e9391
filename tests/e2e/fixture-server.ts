import path from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { pageRoutes } from '../../server/routes/pages.ts';
import { securityHeaders } from '../../server/security/headers.ts';
import type { CellSnapshot } from '../../server/sessions/port.ts';
import type { CellFrame, ClockTick, ReplayInfo } from '../../views/wire.ts';
import { type Fixture, type FixtureSession, fixture, fixtureNow } from '../views/fixture.ts';

const frameOf = (notebook: string, cell: CellSnapshot): CellFrame => {
  const { id, kind, validity, activity, error, caption, at, value, props } = cell;
  return { notebook, cell: id, kind, validity, activity, error, caption, at, value, props };
};

export interface FixtureServer {
  readonly address: string;
  readonly session: FixtureSession;
  /** What each stream that is open now watches. */
  readonly streams: Set<string>;
  /** Every request that changed something: method, path, content type, body. */
  readonly writes: string[];
  /** Ends the streams that are open, as a cut wire does. */
  cut(): void;
  /** Begins anew, at the same address; with a recording that is played, if one is given. */
  renew(replay?: ReplayInfo): void;
  close(): Promise<void>;
}

/** The pages over the fixture's session, behind the real policy; the stream speaks as `views/wire.ts` says. */
export async function startFixture(port = 0): Promise<FixtureServer> {
  const streams = new Set<string>();
  const writes: string[] = [];
  const cuts = new Set<() => void>();
  const cut = () => {
    for (const end of cuts) end();
    cuts.clear();
  };
  const renew = (replay: ReplayInfo | null = null) => {
    cut();
    writes.length = 0;
    made = fixture();
    const info = { ...made.deps.console(), replay };
    app = fixtureApp({ ...made, deps: { ...made.deps, console: () => info } }, { streams, writes, cuts });
  };
  let made: Fixture;
  let app: Hono;
  renew();
  const { promise, resolve } = deferred<number>();
  const server: ServerType = serve(
    { fetch: (request, bindings) => app.fetch(request, bindings), port, hostname: '127.0.0.1' },
    (info) => resolve(info.port),
  );
  return {
    get session() {
      return made.session;
    },
    address: `http://127.0.0.1:${await promise}`,
    streams,
    writes,
    cut,
    renew,
    close: () => {
      cut();
      return new Promise((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    },
  };
}

interface Heard {
  readonly streams: Set<string>;
  readonly writes: string[];
  readonly cuts: Set<() => void>;
}

function fixtureApp({ deps, session }: Fixture, { streams, writes, cuts }: Heard): Hono {
  const app = new Hono();
  app.use(securityHeaders);
  app.use('/static/*', serveStatic({ root: path.resolve(import.meta.dirname, '../../build') }));
  app.use(async (context, next) => {
    const { method, path: to } = context.req;
    if (method !== 'GET') {
      const body = await context.req.raw.clone().text();
      writes.push(`${method} ${to} ${context.req.header('content-type') ?? '-'} ${body}`);
    }
    await next();
  });
  app.get('/stream', (context) =>
    streamSSE(context, async (stream) => {
      const watch = context.req.query('watch') ?? '';
      let sequence = 0;
      const say = (event: string, data: unknown) =>
        stream.writeSSE({ event, id: `1-${sequence++}`, data: JSON.stringify(data) });
      streams.add(watch);
      const { id, cells } = session.snapshot();
      await say('reset', { epoch: '1', cells: cells.map((cell) => frameOf(id, cell)) });
      const { run, replay, arming } = deps.console();
      const clock: ClockTick = { now: fixtureNow, oldest: 14, run, replay, arming };
      await say('clock', clock);
      const stop = session.subscribe((event) => {
        if (event.type === 'structure') void say('structure', { notebook: event.notebook, revision: event.revision });
        else void say('frame', event.frame);
      });
      await new Promise<void>((resolve) => {
        cuts.add(resolve);
        stream.onAbort(resolve);
      });
      stop();
      streams.delete(watch);
    }),
  );
  app.route('/', pageRoutes(deps));
  return app;
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
