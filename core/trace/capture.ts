import type { ValueSerializer } from './port.ts';
import type { Site } from './site.ts';
import { type Captured, Printed, type SpanRecord } from './span-record.ts';

const SUBJECT = 200;
/** Looked at beyond what is shown: a secret is told by what follows it too. */
const MARGIN = 400;

/** Serializers do not throw, but the values that they look at are anything. */
const unknownValue = new Printed('<unknown>');

const isPlain = (value: unknown): value is number | boolean | undefined | null =>
  typeof value === 'number' || typeof value === 'boolean' || value === undefined || value === null;

const arePlain = (values: readonly unknown[]): values is readonly Captured[] => {
  for (let index = 0; index < values.length; index++) if (!isPlain(values[index])) return false;
  return true;
};

/** Arguments as they are now. The list itself is kept where all of them are numbers and the like, so it must be nobody else's. */
export function inputsOf(site: Site, args: readonly unknown[]): readonly Captured[] {
  const { masked, serializer } = site;
  if (masked === undefined && arePlain(args)) return args;
  return args.map((value, index) => {
    // What follows a rest parameter goes by its name.
    const name = masked?.[Math.min(index, masked.length - 1)];
    if (name !== undefined) return captured(() => serializer.named(name, value));
    return isPlain(value) ? value : snapshot(serializer, value);
  });
}

function snapshot(serializer: ValueSerializer, value: unknown): Captured {
  try {
    return serializer.snapshot(value);
  } catch {
    return unknownValue;
  }
}

function captured(take: () => Captured): Captured {
  try {
    return take();
  } catch {
    return unknownValue;
  }
}

/** What came back, by the names of its parts. */
export function outputsOf(site: Site, result: unknown): SpanRecord['outputs'] {
  if (result === undefined || site.outputs === 'none') return undefined;
  if (typeof result === 'number' || typeof result === 'boolean') return [['result', result]];
  try {
    return site.serializer.outputs(result);
  } catch {
    return [['result', unknownValue]];
  }
}

/** What a call is said to be about: short, and without secrets. */
export const subjectText = (site: Site, subject: string): string =>
  site.serializer.text(subject.slice(0, SUBJECT + MARGIN)).slice(0, SUBJECT);

/** What the call is about, where its function says so. */
export function subjectOf(site: Site, args: readonly unknown[]): string | undefined {
  try {
    const subject = site.about?.(...args);
    return subject === undefined ? undefined : subjectText(site, String(subject));
  } catch {
    return undefined;
  }
}

/** A record whose values are printed when somebody reads them, once. */
export function printedLater(record: SpanRecord, site: Site, args: readonly unknown[]): SpanRecord {
  let inputs: readonly Captured[] | undefined;
  let held: readonly unknown[] = args;
  return {
    process: record.process,
    span: record.span,
    parent: record.parent,
    caller: record.caller,
    root: record.root,
    remote: record.remote,
    depth: record.depth,
    start: record.start,
    duration: record.duration,
    error: record.error,
    get inputs() {
      inputs ??= inputsOf(site, held);
      held = [];
      return inputs;
    },
    outputs: record.outputs,
    subject: record.subject,
    cpu: record.cpu,
    memory: record.memory,
  };
}
