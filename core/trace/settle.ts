import type { Call } from './call.ts';
import type { Recorder } from './recorder.ts';
import type { Site } from './site.ts';
import { type AnyFunction, isFunction } from './stand-in.ts';

type Then = AnyFunction;
type Ending = (value: unknown) => void;

/** The `then` of something that can be awaited; undefined where there is none or it cannot be looked at. */
function thenOf(value: object): Then | undefined {
  try {
    const then: unknown = Reflect.get(value, 'then');
    return isFunction(then) ? then : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Ends a call with what came back: now, or when that is settled. The result stays itself, except that the promise which an async function made for
 * this call alone (`own`) has another in its place, so that a rejection which nobody handles stays one.
 */
export function settle<R extends object>(recorder: Recorder, call: Call, site: Site, own: boolean, result: R): R {
  if (own && result instanceof Promise) return settleOwn(recorder, call, site, result);
  const then = thenOf(result);
  if (then === undefined) {
    recorder.returned(call, site, result);
    return result;
  }
  const returned = (value: unknown): void => recorder.returned(call, site, value);
  const failed = (error: unknown): void => recorder.failed(call, site, error);
  if (then === Promise.prototype.then) Reflect.apply(then, result, [returned, failed]);
  else if (!listen(result, then, returned, failed)) returned(result);
  return result;
}

/** It is typed as what it stands in for. */
function settleOwn<R>(recorder: Recorder, call: Call, site: Site, promise: R & Promise<unknown>): R {
  const settled: Promise<unknown> = promise.then(
    (value) => {
      recorder.returned(call, site, value);
      return value;
    },
    (error: unknown) => {
      recorder.failed(call, site, error);
      throw error;
    },
  );
  return settled as R;
}

/**
 * Whatever else has a `then` may begin its work only when it is asked, and once for each asker: so the first asker's question is listened to.
 * False where it cannot be.
 */
function listen(thenable: object, then: Then, returned: Ending, failed: Ending): boolean {
  let over = false;
  const once = (end: Ending, value: unknown): void => {
    if (!over) end(value);
    over = true;
  };
  function listening(this: unknown, resolved: unknown, rejected: unknown): unknown {
    return Reflect.apply(then, this, [
      (value: unknown) => {
        once(returned, value);
        return isFunction(resolved) ? resolved(value) : value;
      },
      (error: unknown) => {
        once(failed, error);
        if (isFunction(rejected)) return rejected(error);
        throw error;
      },
    ]);
  }
  try {
    return Reflect.defineProperty(thenable, 'then', { configurable: true, writable: true, value: listening });
  } catch {
    return false;
  }
}
