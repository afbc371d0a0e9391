import type { Random } from '../../core/random.ts';
import { Client, type Doing } from './client.ts';
import { ConsoleProcess } from './console-process.ts';
import { checkpointBegins, type Moment } from './moment.ts';
import type { Told } from './told.ts';

export interface Place {
  readonly data: string;
  readonly config: string;
}

export interface Life {
  /** From the command until everything runs; undefined when it was killed before. */
  readonly startMilliseconds: number | undefined;
  readonly complaints: string;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
/** A console that has not started by then never will. */
const startAtMost = 60_000;

/** Starts the console, works with it and kills it at the moment. */
export async function live(place: Place, number: number, moment: Moment, told: Told, random: Random): Promise<Life> {
  const began = performance.now();
  const console = new ConsoleProcess(place);
  try {
    if (moment.type === 'starting') {
      await pause(moment.milliseconds);
      return { startMilliseconds: undefined, complaints: console.complaints };
    }
    const address = await Promise.race([console.ready(), pause(startAtMost)]);
    if (address === undefined) throw new Error(`Life ${number} did not start: ${console.complaints}`);
    const startMilliseconds = performance.now() - began;
    await workUntil(new Client(address, told, random, number), moment, place.data, () => console.kill());
    return { startMilliseconds, complaints: console.complaints };
  } finally {
    await console.kill();
  }
}

async function workUntil(
  client: Client,
  moment: Exclude<Moment, { type: 'starting' }>,
  data: string,
  kill: () => Promise<void>,
): Promise<void> {
  await client.repeat();
  const aimed = moment.type === 'working' || moment.type === 'checkpoint' ? undefined : moment.type;
  const sent = nextSend(client);
  const work = client.work();
  if (moment.type === 'working') await pause(moment.milliseconds);
  else await pause(moment.after);
  if (moment.type === 'checkpoint') await checkpointBegins(data);
  if (aimed !== undefined) await Promise.race([sent(aimed), pause(3_000)]);
  if ('milliseconds' in moment && aimed !== undefined) await pause(moment.milliseconds);
  await kill();
  client.stop();
  await work;
}

/** Resolves as the client next sends such a thing. */
function nextSend(client: Client): (doing: Doing) => Promise<void> {
  let told: (doing: Doing) => void = () => {};
  client.onSend = (doing) => told(doing);
  return (wanted) =>
    new Promise((resolve) => {
      told = (doing) => {
        if (doing === wanted) resolve();
      };
    });
}
