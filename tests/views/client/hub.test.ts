import { describe, expect, it } from 'vitest';
import { Hub, type Stream } from '../../../views/client/hub.ts';
import type { LinkMessage } from '../../../views/client/link.ts';
import type { CellFrame } from '../../../views/wire.ts';

class FakeStream implements Stream {
  readyState = 0;
  onopen: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readonly #listeners = new Map<string, (event: MessageEvent<string>) => void>();
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.#listeners.set(type, listener);
  }

  close(): void {
    this.readyState = 2;
  }

  say(type: string, data: unknown): void {
    this.#listeners.get(type)?.(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
}

function setUp() {
  const streams: FakeStream[] = [];
  const timers: (() => void)[] = [];
  const hub = new Hub({
    open: (address) => {
      const stream = new FakeStream(address);
      streams.push(stream);
      return stream;
    },
    after: (_milliseconds, run) => timers.push(run),
  });
  const page = (watch: string) => {
    const heard: LinkMessage[] = [];
    return { heard, leave: hub.join(watch, (message) => heard.push(message)) };
  };
  const pass = () => {
    for (const timer of timers.splice(0)) timer();
  };
  return { streams, page, pass };
}

const frame = (notebook: string, cell: string, value?: unknown): CellFrame => ({
  notebook,
  cell,
  kind: 'sql',
  validity: 'current',
  activity: 'idle',
  error: null,
  caption: '',
  at: 1,
  ...(value === undefined ? {} : { value }),
});

describe('the hub', () => {
  it('opens one stream for pages and pins that come together', () => {
    const { streams, page, pass } = setUp();
    page('morning');
    page('tour/sum');
    page('morning');
    pass();
    expect(streams.map((stream) => stream.address)).toEqual(['/stream?watch=morning,tour/sum']);
  });

  it('opens again when the set changes, and not when a page of it is reloaded', () => {
    const { streams, page, pass } = setUp();
    const first = page('morning');
    pass();
    first.leave();
    page('morning');
    pass();
    page('tour');
    pass();
    expect(streams.map((stream) => stream.address)).toEqual(['/stream?watch=morning', '/stream?watch=morning,tour']);
    expect(streams[0]?.readyState).toBe(2);
  });

  it('deals each event to the pages it concerns', () => {
    const { streams, page, pass } = setUp();
    const whole = page('morning');
    const pin = page('morning/zn');
    const other = page('tour');
    pass();
    streams[0]?.say('frame', frame('morning', 'zn', 1));
    streams[0]?.say('frame', frame('morning', 'pnl', 2));
    streams[0]?.say('structure', { notebook: 'morning', revision: 4 });
    const seen = (heard: LinkMessage[]) =>
      heard.flatMap((message) =>
        message.type === 'frame' ? [message.frame.cell] : message.type === 'structure' ? ['structure'] : [],
      );
    expect(seen(whole.heard)).toEqual(['zn', 'pnl', 'structure']);
    expect(seen(pin.heard)).toEqual(['zn', 'structure']);
    expect(seen(other.heard)).toEqual([]);
  });

  it('serves a page that comes later with the newest frames at once', () => {
    const { streams, page, pass } = setUp();
    page('morning');
    pass();
    streams[0]?.say('reset', { epoch: '1', cells: [frame('morning', 'zn', 1), frame('morning', 'pnl', 2)] });
    streams[0]?.say('frame', { ...frame('morning', 'zn'), caption: '412/s' });
    expect(page('morning/zn').heard).toEqual([
      { type: 'link', link: 'open' },
      { type: 'reset', cells: [{ ...frame('morning', 'zn', 1), caption: '412/s' }] },
    ]);
  });

  it('says that the link is lost, and opens a stream that the browser gave up', () => {
    const { streams, page, pass } = setUp();
    const { heard } = page('morning');
    pass();
    const [first] = streams;
    first?.onopen?.(new Event('open'));
    if (first) first.readyState = 2;
    first?.onerror?.(new Event('error'));
    pass();
    streams[1]?.onopen?.(new Event('open'));
    expect(heard).toEqual(['connecting', 'open', 'lost', 'open'].map((link) => ({ type: 'link', link })));
    expect(streams.map((stream) => stream.address)).toEqual(['/stream?watch=morning', '/stream?watch=morning']);
  });

  it('leaves a stream alone that the browser is opening again with its last event id', () => {
    const { streams, page, pass } = setUp();
    page('morning');
    pass();
    streams[0]?.onerror?.(new Event('error'));
    pass();
    expect(streams).toHaveLength(1);
  });

  it('closes the stream when the last page has gone', () => {
    const { streams, page, pass } = setUp();
    const { leave } = page('morning');
    pass();
    leave();
    pass();
    expect([streams.length, streams[0]?.readyState]).toEqual([1, 2]);
  });
});
