import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { HttpSettings } from '../../../../config/spots.ts';
import { instant, SECOND } from '../../../../core/model/time.ts';
import { httpSource } from '../../../../server/spots/sources/http.ts';
import { zn } from '../../../cells/live-topics.ts';
import { line, testTools } from '../tools.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serving(first: Handler, more: Partial<HttpSettings> = {}, environment: Record<string, string> = {}) {
  let handler = first;
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tools = testTools(environment);
  const settings: HttpSettings = {
    from: 'http',
    address: `http://${host}/zn?key=secret-in-address`,
    everySeconds: 5,
    timeoutSeconds: 5,
    bytes: 1_000,
    headers: {},
    oldAfterSeconds: 60,
    ...more,
  };
  const made = httpSource(settings, zn, tools);
  const looked = async (): Promise<string> => {
    await made.look();
    return line(made.said(), tools.machine.now()).replaceAll(host, 'HOST');
  };
  return { made, looked, asked, tools, answer: (next: Handler) => (handler = next), server };
}

const text =
  (body: string, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(200, headers).end(body);
  };
const status =
  (code: number, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(code, headers).end('no');
  };

test('a price is as old as the answer, and an answer with the same price states it again', async () => {
  const { looked, tools } = await serving(text("110'165"));
  expect(await looked()).toBe("110.515625 110'165 tt3 0 s");
  tools.machine.advance(30 * SECOND);
  expect(await looked()).toBe("110.515625 110'165 tt3 0 s");
});

test('a time of its own counts, be it in the document or in Last-Modified', async () => {
  const document = '{"quote": {"last": 110.515625, "time": "2026-11-20T15:29:00Z"}}';
  const own = await serving(text(document), { pointer: '/quote/last', stated: '/quote/time' });
  expect(await own.looked()).toBe('110.515625 110.515625 decimal 60 s');
  const modified = await serving(text('110-16+', { 'last-modified': 'Fri, 20 Nov 2026 15:29:30 GMT' }));
  expect(await modified.looked()).toBe('110.515625 110-16+ plus 30 s');
});

test('asks whether it has changed, and what has not is said again', async () => {
  const { looked, asked, answer, tools } = await serving(text('110-16', { etag: '"one"' }));
  await looked();
  answer(status(304, { etag: '"one"' }));
  tools.machine.advance(30 * SECOND);
  expect(await looked()).toBe('110.5 110-16 dash 0 s');
  expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"']);
  answer(text('110-17', { etag: '"two"' }));
  expect(await looked()).toBe('110.53125 110-17 dash 0 s');
});

test.each<[string, Handler, Partial<HttpSettings>, string]>([
  ['an answer of 500', status(500), {}, 'HOST answered 500.'],
  [
    'a redirect',
    status(302, { location: 'http://127.0.0.1:1/' }),
    {},
    'HOST sends elsewhere, which is not followed; write the new address into the settings.',
  ],
  ['a huge answer', text('1'.repeat(2_000)), {}, 'HOST answered with more than 1000 bytes.'],
  [
    'garbage',
    text('<html>'),
    {},
    'HOST has no price that can be read: expected a decimal number at character 1 of "<html>".',
  ],
  ['what is no JSON', text('<html>'), { pointer: '/last' }, 'HOST is no JSON.'],
  ['a pointer to nothing', text('{}'), { pointer: '/last' }, 'HOST has no text or number at /last.'],
  ['silence', () => {}, { timeoutSeconds: 0.1 }, 'HOST did not answer within 0.1 s.'],
  [
    'an answer that stops half way',
    (_request, response) => void response.writeHead(200).write('110'),
    { timeoutSeconds: 0.1 },
    'HOST did not answer within 0.1 s.',
  ],
  [
    'a connection that breaks',
    (_request, response) => {
      response.writeHead(200, { 'content-length': '7' }).write('110');
      setImmediate(() => response.destroy());
    },
    {},
    'HOST cannot be reached (UND_ERR_SOCKET).',
  ],
])('of %s it says what is wrong and keeps the last price', async (_, fault, more, problem) => {
  const { looked, answer, tools } = await serving(text(more.pointer ? '{"last": "110-16"}' : '110-16'), more);
  await looked();
  tools.machine.advance(10 * SECOND);
  answer(fault);
  expect(await looked()).toBe(`110.5 110-16 dash 10 s | ${problem}`);
  answer(text(more.pointer ? '{"last": "110-17"}' : '110-17'));
  expect(await looked()).toBe('110.53125 110-17 dash 0 s');
});

test('where nobody listens it says so', async () => {
  const { looked, server } = await serving(text('110'));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await looked()).toBe('nothing | HOST cannot be reached (ECONNREFUSED).');
});

test('secrets come from the environment and go nowhere else', async () => {
  const headers = { Authorization: { environment: 'QUOTES_KEY', prefix: 'Bearer ' } };
  const { looked, asked, made } = await serving(status(401), { headers }, { QUOTES_KEY: 'hush' });
  expect(await looked()).toBe('nothing | HOST answered 401.');
  expect(asked[0]?.headers.authorization).toBe('Bearer hush');
  expect(JSON.stringify([made.said(), made.about, made.name])).not.toMatch(/hush|secret/);
  const unset = await serving(text('110'), { headers });
  expect(await unset.looked()).toBe(
    'nothing | HOST is not asked: the header Authorization wants the variable QUOTES_KEY, which is not set.',
  );
  expect(unset.asked).toEqual([]);
  const broken = await serving(text('110'), { headers }, { QUOTES_KEY: 'hu\nsh' });
  expect(await broken.looked()).toBe('nothing | HOST is not asked: the variable QUOTES_KEY holds what no header can.');
});

test('a statement from the future is as old as its answer', async () => {
  const { looked } = await serving(text('110-16', { 'last-modified': 'Fri, 20 Nov 2026 16:30:00 GMT' }));
  expect(await looked()).toMatch(/^110\.5 110-16 dash 0 s \| Its time is ahead of the clock/);
});

test('a stop ends a question that is under way, and says nothing of it', async () => {
  const { made, asked } = await serving(() => {});
  made.restore({
    ...(made.said().spot ?? { price: 0 as never, text: '110', stated: instant(0), learned: instant(0) }),
  });
  made.start(() => {});
  await expect.poll(() => asked.length).toBe(1);
  await made.stop();
  expect(made.said().problem).toBeUndefined();
});

test('says by which call it is asked, so that the server can continue the trace', async () => {
  const { looked, asked } = await serving(text('110'));
  await looked();
  expect(asked[0]?.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
});
