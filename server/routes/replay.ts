import { Hono } from 'hono';
import { z } from 'zod';
import { OutOfRange } from '../../core/errors.ts';
import { type Instant, instant, MILLISECOND } from '../../core/model/time.ts';
import type { ReplayControl } from '../desk/desk-market.ts';
import type { MarketChoice, MarketSwitch } from '../market-choice.ts';
import { bodyOf, RequestProblem } from './errors.ts';
import { replayInfo } from './replay-info.ts';

const FASTEST = 100_000;

const speed = z.union([z.literal('max'), z.number().positive().max(FASTEST, `at most ${FASTEST}, or max`)]);
/** Milliseconds since the epoch, or a time with its zone. */
const moment = z.union([
  z.number().int().min(0),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);

const openBody = z.strictObject({
  recording: z.string().min(1).max(200),
  speed: speed.default(1),
  from: moment.optional(),
  playing: z.boolean().default(true),
});
const controlBody = z.strictObject({ playing: z.boolean().optional(), speed: speed.optional(), at: moment.optional() });

const instantOf = (milliseconds: number): Instant => instant(milliseconds * MILLISECOND);

async function jump(control: ReplayControl, at: Instant): Promise<void> {
  try {
    await control.jumpTo(at);
  } catch (error) {
    if (error instanceof OutOfRange) throw new RequestProblem(422, error.message);
    throw error;
  }
}

export interface ReplayDependencies {
  /** While a recording is played. */
  readonly replay: ReplayControl | undefined;
  readonly markets: MarketSwitch | undefined;
  isRecording(id: string): boolean;
}

/** Play, pause, speed and jump of a recording; opening one and closing it put another market in the place of the one at hand. */
export function replayRoutes({ replay, markets, isRecording }: ReplayDependencies): Hono {
  const routes = new Hono();

  const switchTo = (next: MarketChoice): void => {
    if (markets === undefined) throw new RequestProblem(409, 'The market of this console is fixed.');
    markets.switchTo(next);
  };

  const played = (): ReplayControl => {
    if (replay) return replay;
    throw new RequestProblem(409, 'No recording is played.', 'Choose one at /recordings.');
  };

  routes.get('/api/replay', (context) => context.json({ replay: replay ? replayInfo(replay.state()) : null }));

  routes.post('/api/replay/open', async (context) => {
    const { from, ...body } = await bodyOf(context, openBody, 'What to play');
    if (!isRecording(body.recording)) {
      const message = `There is no recording ${JSON.stringify(body.recording)}.`;
      throw new RequestProblem(404, message, 'The list is at /recordings.');
    }
    switchTo({ replay: { ...body, from: from === undefined ? undefined : instantOf(from) } });
    return context.json({ opening: body.recording }, 202);
  });

  routes.post('/api/replay/close', (context) => {
    played();
    switchTo({});
    return context.json({ opening: 'paper' }, 202);
  });

  routes.patch('/api/replay', async (context) => {
    const control = played();
    const { at, speed: wanted, playing } = await bodyOf(context, controlBody, 'What to do');
    const state = control.state();
    if (at !== undefined && instantOf(at) < state.position) {
      // What happened cannot be taken back, so a jump back is another run from the beginning.
      const { id } = state.recording;
      const asked = { speed: wanted ?? state.speed, playing: playing ?? state.playing, from: instantOf(at) };
      switchTo({ replay: { recording: id, ...asked } });
      return context.json({ opening: id }, 202);
    }
    if (at !== undefined) await jump(control, instantOf(at));
    if (wanted !== undefined) control.setSpeed(wanted);
    if (playing === true) control.play();
    if (playing === false) control.pause();
    return context.json({ replay: replayInfo(control.state()) });
  });

  return routes;
}
