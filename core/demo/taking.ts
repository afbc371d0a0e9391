import { sideSign } from '../model/quantity.ts';
import { type Execution, type Session, toward } from './execution.ts';
import type { Path } from './path.ts';

/** The position a rule wants after each minute's close, given the one it has. */
export type Rule = (path: Path, session: Session, minute: number, position: number) => number;

/** No rule opens anything in the last minutes of a session, and all are flat when it ends. */
const LAST_MINUTES = 15;

/** Follows a rule from flat to flat through one session, trading at the close of a minute. */
export function taking(strategy: string, rule: Rule, path: Path, session: Session): Execution[] {
  const executions: Execution[] = [];
  let position = 0;
  for (let minute = session.from; minute < session.to; minute++) {
    const over = minute >= session.to - LAST_MINUTES;
    const wanted = over ? 0 : rule(path, session, minute, position);
    const fill = { strategy, minute, tick: path.close[minute]!, liquidity: 'taker' as const };
    const execution = toward(wanted, position, fill);
    if (execution === undefined) continue;
    executions.push(execution);
    position += sideSign(execution.side) * execution.quantity;
  }
  return executions;
}

function mean(path: Path, minute: number, count: number): number {
  let sum = 0;
  for (let i = minute - count + 1; i <= minute; i++) sum += path.close[i]!;
  return sum / count;
}

/** With the move: long while the quick mean stands clearly above the slow one. Looks every `pace` minutes. */
export function trending(quantity: number, pace: number, threshold: number): Rule {
  return (path, session, minute, position) => {
    const age = minute - session.from;
    if (age < 90 || age % pace !== 0) return position;
    const gap = mean(path, minute, 15) - mean(path, minute, 90);
    if (Math.abs(gap) > threshold) return Math.sign(gap) * quantity;
    return Math.sign(gap) === Math.sign(position) ? position : 0;
  };
}

/** Against the move: sells far above the mean of the last hour, buys far below, and is out when it is back. */
export function reverting(quantity: number): Rule {
  return (path, session, minute, position) => {
    if (minute - session.from < 60) return position;
    const average = mean(path, minute, 60);
    let square = 0;
    for (let i = minute - 59; i <= minute; i++) square += (path.close[i]! - average) ** 2;
    const distance = (path.close[minute]! - average) / Math.max(0.5, Math.sqrt(square / 60));
    if (position === 0) return Math.abs(distance) > 2.3 ? -Math.sign(distance) * quantity : 0;
    return Math.sign(distance) === Math.sign(position) ? 0 : position;
  };
}

const RANGE_FROM = 60;
const RANGE_TO = 300;
const RANGE_END = 860;

/** Fades the edges of the evening's range during the night, and takes its profit in the middle of it. */
export function rangeFading(quantity: number): Rule {
  let range: { readonly from: number; readonly low: number; readonly high: number } | undefined;
  return (path, session, minute, position) => {
    const now = session.offset + minute - session.from;
    if (now < RANGE_TO || now >= RANGE_END || session.offset > RANGE_FROM) return 0;
    if (range?.from !== session.from) {
      const evening = session.from + RANGE_TO - session.offset;
      const low = Math.min(...path.low.subarray(session.from, evening));
      range = { from: session.from, low, high: Math.max(...path.high.subarray(session.from, evening)) };
    }
    const close = path.close[minute]!;
    const middle = (range.low + range.high) / 2;
    if (position === 0) {
      if (close >= range.high - 1) return -quantity;
      return close <= range.low + 1 ? quantity : 0;
    }
    return Math.sign(close - middle) === Math.sign(position) ? 0 : position;
  };
}
