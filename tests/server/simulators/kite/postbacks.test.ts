import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { oracle } from '../../../oracle.ts';
import { open, type Row } from './opened.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** An application that keeps what it is told. */
async function application(answer = 200): Promise<{ readonly address: string; readonly told: Row[] }> {
  const told: Row[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      told.push(JSON.parse(body) as Row);
      response.writeHead(answer).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, told };
}

describe('postbacks', () => {
  it('tell what becomes of orders, in order, each with its checksum', async () => {
    const { address, told } = await application();
    const kite = await open({ postback: address });
    const market = await kite.place({ tag: 'hook1' });
    const limit = await kite.place({ order_type: 'LIMIT', price: '1' });
    await kite.data('PUT', `/orders/regular/${limit}`, { price: '2' });
    await kite.data('DELETE', `/orders/regular/${limit}`);
    await expect.poll(() => told.length, { timeout: 5_000 }).toBe(3);
    expect(told.map(({ order_id, status }) => [order_id, status])).toEqual([
      [market, 'COMPLETE'],
      [limit, 'UPDATE'],
      [limit, 'CANCELLED'],
    ]);
    for (const { order_id, order_timestamp, checksum } of told) {
      const text = `${String(order_id)}${String(order_timestamp)}simulator-secret`;
      expect(checksum).toBe(createHash('sha256').update(text).digest('hex'));
    }
    const captured = oracle<Row>('kite/postback.json');
    if (captured) expect(Object.keys(captured).filter((key) => !(key in told[0]!))).toEqual([]);
  });

  it('are sent once, whatever is answered, and not at all where nobody listens', async () => {
    const { address, told } = await application(500);
    const lines: string[] = [];
    const kite = await open({ postback: address, log: (line) => lines.push(line) });
    await kite.place();
    await expect.poll(() => told.length, { timeout: 5_000 }).toBe(1);
    const deaf = await open({ postback: 'http://127.0.0.1:1/hook', log: (line) => lines.push(line) });
    await deaf.place();
    await expect.poll(() => lines.length, { timeout: 5_000 }).toBe(1);
    expect(lines[0]).toContain('A postback to http://127.0.0.1:1/hook failed');
  });
});
