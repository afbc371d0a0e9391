import type { AboutOptions, Tracer } from '../../../core/trace/port.ts';

type Method = (...args: never[]) => unknown;

/** Options by the name of a method; what a call is about is told from its arguments. */
export type MethodOptions<T> = {
  readonly [K in keyof T as T[K] extends Method ? K : never]?: T[K] extends (...args: infer A) => unknown
    ? AboutOptions<A>
    : never;
};

/** Monitors methods of one object from here on, whoever calls them; `name` is the module and the class. */
export function monitorMethods<T extends object>(
  tracer: Tracer,
  target: T,
  name: string,
  methods: MethodOptions<T>,
): T {
  for (const [method, options] of Object.entries<AboutOptions<never[]> | undefined>(methods)) {
    const work = methodOf(target, method);
    if (work === undefined) throw new TypeError(`${name} has no method ${method} to monitor.`);
    const monitored = tracer.monitor(work, { name: `${name}.${method}`, ...options });
    Object.defineProperty(target, method, { value: monitored, writable: true, configurable: true });
  }
  return target;
}

/** Where nothing is recorded of what is under way, as within a batch of the market that is left out, calls of these methods begin traces of their own. */
export function beginTraces<T extends object>(
  tracer: Tracer,
  target: T,
  methods: readonly (keyof MethodOptions<T> & string)[],
): void {
  for (const method of methods) {
    const work = methodOf(target, method);
    if (work === undefined) throw new TypeError(`There is no method ${method} to begin traces.`);
    const value = (...args: never[]) => {
      const call = () => work.apply(target, args);
      return tracer.current() === undefined ? tracer.within(undefined, call) : call();
    };
    Object.defineProperty(target, method, { value, writable: true, configurable: true });
  }
}

const isMethod = (value: unknown): value is Method => typeof value === 'function';

function methodOf(target: object, name: string): Method | undefined {
  const work: unknown = Reflect.get(target, name);
  return isMethod(work) ? work : undefined;
}
