import type { Clock } from '../../core/clock.ts';
import { toMilliseconds } from '../../core/model/time.ts';
import type { ClockTick, ConsoleMode, Reset } from '../../views/wire.ts';
import type { Channel } from './channel.ts';
import { wholeFrame } from './frame.ts';
import { Outbox } from './outbox.ts';
import type { ChannelEvent } from './ring.ts';
import type { WatchedNotebook } from './watched.ts';

const clockMilliseconds = 1_000;
/** The position of a recording is followed by eye. */
const replayClockMilliseconds = 250;
const heartbeatMilliseconds = 15_000;
/** What may lie in the stream unread before frames are held back and conflated. */
const buffered = 64 * 1_024;

export interface StreamOptions {
  readonly channel: Channel;
  readonly clock: Clock;
  readonly mode: () => ConsoleMode;
  readonly watched: readonly WatchedNotebook[];
  /** Why no order is taken; undefined while orders are. */
  readonly trouble?: (() => string | undefined) | undefined;
  readonly alerts?: (() => number) | undefined;
  /** Where the client left off. */
  readonly lastEventId?: string | undefined;
}

/** One client's stream of server-sent events; see `views/wire.ts` for what it says. */
export function streamResponse(options: StreamOptions): Response {
  const feed = new Feed(options);
  const body = new ReadableStream<Uint8Array>(
    { start: (controller) => feed.start(controller), pull: () => feed.drain(), cancel: () => feed.stop() },
    { highWaterMark: buffered, size: (chunk) => chunk?.byteLength ?? 0 },
  );
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    },
  });
}

class Feed {
  readonly #options: StreamOptions;
  readonly #outbox = new Outbox();
  readonly #encoder = new TextEncoder();
  readonly #endings: (() => void)[] = [];
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  /** Sequence of the last event that the client has been sent. */
  #sent = 0;
  #tick: (() => string) | undefined;

  constructor(options: StreamOptions) {
    this.#options = options;
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller;
    const { channel, watched, lastEventId } = this.#options;
    for (const { session, cells } of watched) {
      channel.attach(session);
      this.#endings.push(session.watch(cells));
    }
    const missed = channel.since(lastEventId);
    if (missed) {
      this.#sent = Number(lastEventId!.slice(lastEventId!.lastIndexOf('-') + 1));
      for (const event of missed) this.#offer(event);
    } else this.#reset();
    this.#endings.push(channel.subscribe((event) => this.#offer(event)));
    this.#endings.push(channel.onClose(() => this.#end()));
    const every = this.#options.mode().replay ? replayClockMilliseconds : clockMilliseconds;
    const clock = setInterval(() => this.#tell(() => this.#clockEvent()), every);
    const heartbeat = setInterval(() => this.#tell(() => ': still here\n\n'), heartbeatMilliseconds);
    this.#endings.push(
      () => clearInterval(clock),
      () => clearInterval(heartbeat),
    );
    this.#tell(() => this.#clockEvent());
  }

  stop(): void {
    this.#outbox.clear();
    for (const end of this.#endings.splice(0)) end();
  }

  /** Sends as much as the client has room for. */
  drain(): void {
    while ((this.#controller?.desiredSize ?? 0) > 0) {
      const event = this.#outbox.next();
      if (event) {
        this.#sent = event.sequence;
        this.#write(this.#format(event.event, event.text));
      } else if (this.#tick !== undefined) {
        this.#write(this.#tick());
        this.#tick = undefined;
      } else return;
    }
  }

  #offer(event: ChannelEvent): void {
    const watch = this.#options.watched.find(({ session }) => session.id === event.notebook);
    if (!watch) return;
    if (event.event === 'frame' && watch.cells !== 'all' && !watch.cells.includes(event.data.cell)) return;
    this.#outbox.push(event);
    this.drain();
  }

  #reset(): void {
    const { channel, watched } = this.#options;
    const cells = watched.flatMap(({ session, cells: wanted }) =>
      session
        .snapshot()
        .cells.filter(({ id }) => wanted === 'all' || wanted.includes(id))
        .map((cell) => wholeFrame(session.id, cell)),
    );
    this.#sent = channel.sequence;
    const reset: Reset = { epoch: channel.epoch, cells };
    this.#write(this.#format('reset', JSON.stringify(reset)));
  }

  #clockEvent(): string {
    const { clock, mode, watched } = this.#options;
    const ages = watched.flatMap(({ session, cells }) => session.age(cells) ?? []);
    const trouble = this.#options.trouble?.();
    const alerts = this.#options.alerts?.() ?? 0;
    const tick: ClockTick = {
      ...mode(),
      now: toMilliseconds(clock.now()),
      oldest: ages.length === 0 ? null : Math.max(...ages),
      ...(trouble === undefined ? {} : { trouble }),
      ...(alerts === 0 ? {} : { alerts }),
    };
    return this.#format('clock', JSON.stringify(tick));
  }

  /** Something of which only the newest is worth sending. */
  #tell(text: () => string): void {
    this.#tick = text;
    this.drain();
  }

  #format(event: string, data: string): string {
    return `event: ${event}\nid: ${this.#options.channel.idOf(this.#sent)}\ndata: ${data}\n\n`;
  }

  #write(text: string): void {
    this.#controller?.enqueue(this.#encoder.encode(text));
  }

  #end(): void {
    this.stop();
    this.#controller?.close();
    this.#controller = undefined;
  }
}
