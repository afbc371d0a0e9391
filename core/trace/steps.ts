import type { Call } from './call.ts';
import type { Recorder } from './recorder.ts';
import type { Site } from './site.ts';
import type { Captured, SpanRecord } from './span-record.ts';
import { isFunction } from './stand-in.ts';

const methods = ['next', 'return', 'throw'];

/** Counts the values that were yielded; what it came back with follows. */
function outputs(site: Site, yielded: number, result: unknown): SpanRecord['outputs'] {
  if (site.outputs === 'none') return undefined;
  const count: readonly [string, Captured] = ['yielded', yielded];
  if (result === undefined) return [count];
  try {
    return [count, ...(site.serializer.outputs(result) ?? [])];
  } catch {
    return [count];
  }
}

/**
 * Has every step of a generator run inside of its call, which is recorded when it is done, fails or is abandoned. The generator is
 * itself, with methods of its own that nobody lists.
 */
export function watchSteps<G extends object>(recorder: Recorder, call: Call, site: Site, generator: G): G {
  const { carrier } = recorder;
  let yielded = 0;
  let running = false;
  let over = false;

  const took = (step: unknown): unknown => {
    if (over || !isStep(step)) return step;
    over = step.done === true;
    if (over) recorder.ended(call, site, outputs(site, yielded, step.value));
    else yielded++;
    return step;
  };
  const broke = (error: unknown): never => {
    if (!over) recorder.failed(call, site, error);
    over = true;
    throw error;
  };

  for (const name of methods) {
    const original: unknown = Reflect.get(generator, name);
    if (!isFunction(original)) continue;
    const step = (...args: readonly unknown[]): unknown => {
      // A generator that is asked while it runs throws; that is the asker's failure.
      if (over || running) return Reflect.apply(original, generator, args);
      const outer = carrier.getStore();
      let result: unknown;
      running = true;
      carrier.enterWith(call);
      try {
        result = Reflect.apply(original, generator, args);
      } catch (error) {
        return broke(error);
      } finally {
        running = false;
        carrier.enterWith(outer);
      }
      return result instanceof Promise ? result.then(took, broke) : took(result);
    };
    Reflect.defineProperty(generator, name, { configurable: true, writable: true, value: step });
  }
  return generator;
}

const isStep = (step: unknown): step is IteratorResult<unknown> => typeof step === 'object' && step !== null;
