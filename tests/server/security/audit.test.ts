import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import type { AuditEntry } from '../../../server/journal/port.ts';
import { audit } from '../../../server/security/audit.ts';
import { start } from '../journal/entries.ts';

function appOn(append: (entry: AuditEntry) => Promise<void>) {
  const failures: unknown[] = [];
  const app = new Hono();
  app.use(audit({ clock: new ManualClock(start), append, failed: (error) => failures.push(error) }));
  app.all('*', (context) => context.text('done', 202));
  return { app, failures };
}

test('a write is kept with who asked and how it was answered, a read is not', async () => {
  const kept: AuditEntry[] = [];
  const { app } = appOn(async (entry) => {
    kept.push(entry);
  });
  await app.request('/api/orders', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } });
  await app.request('/api/orders/D1');
  const detail = { path: '/api/orders', status: 202 };
  expect(kept).toEqual([{ at: start, actor: 'page', action: 'POST /api/orders', detail }]);
});

test('what was done is answered as done, also when its row of the audit cannot be kept', async () => {
  const { app, failures } = appOn(() => Promise.reject(new Error('disk full')));
  const reply = await app.request('/api/orders', { method: 'POST' });
  expect([reply.status, await reply.text()]).toEqual([202, 'done']);
  expect(failures).toEqual([new Error('disk full')]);
});
