import { MalformedAlert, quoted } from './malformed.ts';
import type { Direction, Signal, SignalKind } from './signal.ts';

/** In this order: "trim/close" is a first target, and "session close" closes more than "close" does. */
const phrases: readonly (readonly [phrase: RegExp, kind: SignalKind])[] = [
  [/ session clos(e|ed|ing) /, 'session_close'],
  [/ stop(ped|s)? out /, 'stop_out'],
  [/ trim(med|ming)? /, 'tp1_hit'],
  [/ (tp|target|take profit) ?1 /, 'tp1_hit'],
  [/ (tp|target|take profit) ?2 /, 'tp2_hit'],
  [/ (tp|target|take profit) ?3 /, 'tp3_hit'],
  [/ exit(ed|ing)? /, 'exit'],
  [/ clos(e|ed|ing) /, 'close'],
  [/ flatten(ed)? /, 'flatten'],
  [/ (open|opened|opening|enter|entry) /, 'open'],
];

const known =
  'Open, TP1 Hit, TP2 Hit, TP3 Hit, Trim, Stop Out, Close or Exit, each with Long or Short, and Session Close';

/** Signal and symbol of a title such as `Open Long [MNQ1!]`, whatever stands around the words. Throws `MalformedAlert`. */
export function readTitle(title: string, where: string): { readonly signal: Signal; readonly symbol?: string } {
  const bracket = /\[([^[\]]*)\]/.exec(title);
  const outside = bracket === null ? title : title.replace(bracket[0], ' ');
  const words = ` ${outside
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `;
  const kind = phrases.find(([phrase]) => phrase.test(words))?.[1];
  if (kind === undefined) throw new MalformedAlert(where, `${quoted(title)} says no signal; there are ${known}.`);
  const direction = directionOf(words, title, where);
  if (kind === 'open' && direction === undefined) {
    throw new MalformedAlert(where, `${quoted(title)} opens neither Long nor Short; write one of them.`);
  }
  const symbol = bracket?.[1]?.trim();
  return { signal: { kind, ...(direction ? { direction } : {}) }, ...(symbol ? { symbol } : {}) };
}

function directionOf(words: string, title: string, where: string): Direction | undefined {
  const long = words.includes(' long ');
  const short = words.includes(' short ');
  if (long && short) throw new MalformedAlert(where, `${quoted(title)} says both Long and Short; write one of them.`);
  return long ? 'long' : short ? 'short' : undefined;
}
