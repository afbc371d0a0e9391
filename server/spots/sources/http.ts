import { type HttpSettings, spotSourceName } from '../../../config/spots.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { Spot } from '../../../core/spot/state.ts';
import { backOff } from '../back-off.ts';
import { findPrice, NoPrice } from '../place.ts';
import { Poll } from '../poll.ts';
import { type Answer, ask, NoAnswer } from '../request.ts';
import type { MakeSource, Said } from '../source.ts';
import { statedSpot } from '../stated.ts';

/** An address of the settings, asked every so often; it is left alone longer the more often it fails. */
export const httpSource: MakeSource<HttpSettings> = (settings, { priceStyle }, tools) => {
  const { machine, random, environment } = tools;
  const { host } = new URL(settings.address);
  let said: Said = {};
  let tag: string | undefined;
  let carried: Instant | undefined;
  let failures = 0;
  let ending = new AbortController();
  let changed = (): void => {};

  const say = (next: Said): void => {
    said = next;
    changed();
  };

  function take(answer: Answer): void {
    const learned = machine.now();
    if (answer.body === undefined) {
      // the same as before: one that says no time of its own says it again now
      if (said.spot) say({ spot: { ...said.spot, stated: carried ?? learned, learned } });
      return;
    }
    const found = findPrice(`${answer.body}\n`, settings, priceStyle);
    tag = answer.tag;
    carried = found.stated ?? answer.modified;
    say(statedSpot(found, carried ?? learned, learned));
  }

  async function lookOnce(): Promise<void> {
    try {
      take(await ask(settings, environment, said.spot ? tag : undefined, ending.signal));
      failures = 0;
    } catch (error) {
      if (ending.signal.aborted) return;
      failures += 1;
      const reason =
        error instanceof NoPrice || error instanceof NoAnswer ? error.message : `cannot be read (${String(error)})`;
      say({ ...(said.spot ? { spot: said.spot } : {}), problem: `${host} ${reason.replace(/\.$/, '')}.` });
    }
  }

  const poll = new Poll(lookOnce, () => backOff(settings.everySeconds * 1_000, failures, random()));

  return {
    name: spotSourceName(settings),
    about: host,
    clock: machine,
    kept: true,
    said: () => said,
    restore(spot: Spot) {
      said = { spot };
    },
    look: () => poll.look(),
    start(tell) {
      changed = tell;
      ending = new AbortController();
      poll.start();
    },
    async stop() {
      changed = () => {};
      ending.abort();
      await poll.stop();
    },
  };
};
