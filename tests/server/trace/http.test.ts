import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createSerializer } from '../../../core/trace/serialize/serializer.ts';
import { traceRequests } from '../../../server/trace/http.ts';
import { recording, told } from '../../core/trace/recording.ts';

function opened() {
  const { tracer, records } = recording({ serializer: createSerializer });
  const app = new Hono();
  app.use(traceRequests(tracer));
  const routes = new Hono();
  routes.get('/n/:id{[^/]{1,9}}', async (context) => {
    await tracer.span('paint', {}, async () => {});
    return context.text(tracer.current()?.traceId ?? 'none');
  });
  routes.post('/api/orders', (context) => context.json({ error: 'refused' }, 422));
  routes.get('/broken', () => {
    throw new TypeError('it broke');
  });
  routes.get('/stream', (context) => context.text(tracer.current()?.traceId ?? 'none'));
  app.route('/', routes);
  app.onError((_, context) => context.text('sorry', 500));
  return { app, records };
}

describe('traceRequests', () => {
  it('records a request with what it starts, by the pattern of its route', async () => {
    const { app, records } = opened();
    await app.request('/n/morning?day=2026-11-20&token=abcdef123456');
    await app.request('/api/orders', { method: 'POST' });
    await app.request('/n/tour', { method: 'HEAD' });
    await app.request('/nowhere');
    expect(told(records)).toEqual([
      'http GET /n/:id(/n/morning?day=2026-11-20&token=***) → result[status]=200',
      '  paint() →',
      'http POST /api/orders(/api/orders) → result[status]=422',
      'http HEAD /n/:id(/n/tour) → result[status]=200',
      '  paint() →',
      'http GET (unknown)(/nowhere) → result[status]=404',
    ]);
    expect(records.map(({ process }) => process.group)).toContain('http');
  });

  it('continues the trace of whoever asks, and begins one where there is none', async () => {
    const { app, records } = opened();
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const traceparent = `00-${traceId}-b7ad6b7169203331-00`;
    expect(await (await app.request('/n/a', { headers: { traceparent } })).text()).toBe(traceId);
    expect(records.map(({ remote }) => remote?.spanId)).toEqual(['b7ad6b7169203331', 'b7ad6b7169203331']);
    const own = await (await app.request('/n/a', { headers: { traceparent: 'nonsense' } })).text();
    expect(own).toMatch(/^[0-9a-f]{32}$/);
    expect(own).not.toBe(traceId);
  });

  it('records what failed inside as an error, and answers as before', async () => {
    const { app, records } = opened();
    const response = await app.request('/broken');
    expect([response.status, await response.text()]).toEqual([500, 'sorry']);
    expect(records.map(({ process, error }) => [process.name, error?.split('\n')[0]])).toEqual([
      ['http GET /broken', 'TypeError: it broke'],
    ]);
  });

  it.each(['/static/page.js', '/stream', '/notebooks/tour/stream', '/v1/traces', '/api/health'])(
    'leaves %s alone',
    async (path) => {
      const { app, records } = opened();
      await app.request(path);
      expect(records).toEqual([]);
    },
  );
});
