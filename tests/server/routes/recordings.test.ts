import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestConsole, type TestConsole } from '../open-console.ts';

let desk: TestConsole;
beforeAll(async () => {
  desk = await openTestConsole();
});
afterAll(() => desk.close());

const ticks = 'ts_ms_utc,price,qty\n1381104000276,1313.7,1\n1381104000300,1313.8,2\n';
const text = { 'content-type': 'text/plain' };
const send = (route: string, body: string, headers: Record<string, string> = text) =>
  desk.request('POST', route, body, headers);

describe('recordings', () => {
  it('are previewed, kept, listed, shown and deleted', async () => {
    const route = '/api/recordings/preview?file=gc_201312.csv';
    const preview = (await (await send(route, ticks)).json()) as { recording: { id: string }; rows: number };
    const recording = {
      id: preview.recording.id,
      name: 'gc_201312.csv',
      instruments: ['GCZ3'],
      from: '2013-10-07T00:00:00.276Z',
      to: '2013-10-07T00:00:00.300Z',
      events: { trades: 2, quotes: 0, bars: 0, depth: 0 },
      gaps: 0,
      notes: [
        'That the rows are of GC Z2013 is taken from the file’s name.',
        'Who took is not in the file: a trade above the one before is taken for a buy, one below it for a sell.',
      ],
    };
    const about = 'trades of one instrument: ts_ms_utc, price, qty';
    expect(preview).toEqual({ recording, about, rows: 2, bad: [], badCount: 0, known: false });
    expect(await desk.json('/api/recordings')).toEqual([]);

    const kept = await send('/api/recordings?file=gc_201312.csv', ticks);
    expect([kept.status, await kept.json()]).toEqual([201, recording]);
    expect(await desk.json('/api/recordings')).toMatchObject([recording]);
    const page = await (await desk.request('GET', '/recordings')).text();
    expect(page).toContain('2013-10-06 19:00 – 19:00 CDT');

    const deleted = await desk.request('DELETE', `/api/recordings/${recording.id}`);
    expect(await deleted.json()).toEqual({ deleted: recording.id });
    expect(await desk.json('/api/recordings')).toEqual([]);
  });

  it('give htmx pieces', async () => {
    const htmx = { ...text, 'hx-request': 'true' };
    const preview = await send('/api/recordings/preview?file=gc_201312.csv', `${ticks}x,<b>,1\n`, htmx);
    const piece = await preview.text();
    expect(piece).toContain('Keep the good lines');
    expect(piece).not.toContain('<b>');
    const kept = await send('/api/recordings?file=gc_201312.csv&keepGood=1', `${ticks}x,1,1\n`, htmx);
    expect([kept.status, kept.headers.get('hx-redirect')]).toEqual([204, '/recordings']);
    const [{ id = '' } = {}] = await desk.json<{ id?: string }[]>('/api/recordings');
    const deleted = await desk.request('DELETE', `/api/recordings/${id}`, undefined, { 'hx-request': 'true' });
    expect(await deleted.text()).toContain('No recording yet.');
  });

  const refused: [
    what: string,
    method: string,
    route: string,
    body: string | undefined,
    status: number,
    says: string,
  ][] = [
    [
      'a file that is none',
      'POST',
      '/api/recordings/preview?file=a.csv',
      'x',
      422,
      'a.csv is no recording that is known',
    ],
    ['bad lines', 'POST', '/api/recordings?file=gc_201312.csv', `${ticks}x,1,1\n`, 422, 'row 4, ts_ms_utc \\"x\\"'],
    ['a name with folders', 'POST', '/api/recordings?file=..%2Fa.csv', ticks, 400, 'is no name of a file'],
    ['no name', 'POST', '/api/recordings', ticks, 400, 'The file cannot be read: file'],
    ['a day that is none', 'POST', '/api/recordings/dates/today', '', 400, 'today is no day'],
    [
      'a day without a market',
      'POST',
      '/api/recordings/dates/1999-01-04',
      '',
      422,
      'has nothing of the trade date 1999-01-04',
    ],
    ['what is not there', 'DELETE', '/api/recordings/0123456789abcdef', undefined, 404, 'There is no recording'],
    ['what is outside', 'DELETE', '/api/recordings/..%2F..%2Fjournal', undefined, 404, 'There is no recording'],
  ];
  it.each(refused)('refuse %s', async (_, method, route, body, status, says) => {
    const response = await desk.request(method, route, body, body === undefined ? {} : text);
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(says)]);
    expect(await desk.json('/api/recordings')).toEqual([]);
  });

  it('refuse what another page sends', async () => {
    const headers = { ...text, origin: 'http://elsewhere.example', 'sec-fetch-site': 'cross-site' };
    expect((await send('/api/recordings?file=gc_201312.csv', ticks, headers)).status).toBe(403);
  });

  it('take a day of the market that the console recorded itself', async () => {
    for (let tries = 0; tries < 200 && desk.open.recorder.lastTrades().size === 0; tries++) await wait(25);
    desk.open.recorder.flush();
    const page = await (await desk.request('GET', '/recordings')).text();
    const date = /dates\/(\d{4}-\d\d-\d\d)/.exec(page)?.[1];
    expect(date).toBeDefined();
    const kept = await send(`/api/recordings/dates/${date}`, '');
    expect(await kept.json()).toMatchObject({ name: `paper market of ${date}` });
  });
});
