import type { TraceRows } from '../row.ts';
import { type Fields, idOf, isFields, messagesOf } from './fields.ts';
import { partOf, type Source, sourceOf } from './source.ts';
import { type ReceivedSpan, type Refused, readSpan } from './span.ts';
import { type Keeping, spanRows } from './span-rows.ts';

/** A request that cannot be read at all; the message says why. */
export class Unreadable extends Error {}

/** More in one request are refused: whoever sends so many can send them in parts. */
export const mostItems = 10_000;
const tooMany: Refused = {
  refused: `One request takes ${mostItems.toLocaleString('en-US')} spans; send the rest in another.`,
};

/**
 * The rows of a decoded `ExportTraceServiceRequest`, span by span, so that whoever takes them may rest in between. A span that cannot be kept comes as the
 * reason why. Throws `Unreadable` before the first.
 */
export function* readTraces(request: unknown, keeping: Keeping): Generator<TraceRows | Refused> {
  const depths = new Depths();
  for (const [span] of spansOf(request)) depths.add(span);
  let count = 0;
  for (const [given, source, part] of spansOf(request)) {
    count += 1;
    const span = count > mostItems ? tooMany : readSpan(given);
    if ('refused' in span) yield span;
    else {
      const depth = depths.of(span);
      yield spanRows(span, { source, part, depth, isEntry: depth === 0 }, keeping);
    }
  }
}

function* spansOf(request: unknown): Generator<[span: Fields, source: Source, part: string]> {
  for (const group of groupsOf(request, 'resourceSpans')) {
    const source = sourceOf(group);
    for (const scope of messagesOf(group.scopeSpans)) {
      const part = partOf(scope);
      for (const span of messagesOf(scope.spans)) yield [span, source, part];
    }
  }
}

/** The repeated field that a request is made of. Throws `Unreadable`. */
export function groupsOf(request: unknown, field: string): readonly Fields[] {
  if (!isFields(request)) throw new Unreadable(`The body is no object; a request is {"${field}": […]}.`);
  const groups = request[field];
  if (groups !== undefined && groups !== null && !Array.isArray(groups)) {
    throw new Unreadable(`${field} is no list; a request is {"${field}": […]}.`);
  }
  return messagesOf(groups);
}

/** How many parents there are in the same request. A ring of parents, which no program means, has an end all the same. */
class Depths {
  readonly #parents = new Map<string, string>();
  readonly #known = new Map<string, number>();

  add({ traceId, spanId, parentSpanId }: Fields): void {
    const [trace, id, parent] = [idOf(traceId, 16), idOf(spanId, 8), idOf(parentSpanId, 8)];
    if (trace !== undefined && id !== undefined)
      this.#parents.set(trace + id, parent === undefined ? '' : trace + parent);
  }

  of({ traceId, spanId }: ReceivedSpan): number {
    const path: string[] = [];
    let at = traceId + spanId;
    while (this.#parents.has(at) && !this.#known.has(at)) {
      path.push(at);
      this.#known.set(at, 0);
      at = this.#parents.get(at) ?? '';
    }
    let depth = this.#known.get(at) ?? -1;
    for (const id of path.reverse()) {
      depth += 1;
      this.#known.set(id, depth);
    }
    return depth;
  }
}
