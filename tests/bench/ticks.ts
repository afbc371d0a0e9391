import { Random } from '../../core/random.ts';

/** Gold as a file of trades has it: instants in milliseconds, at most `apart` of them from one to the next. */
export function ticks(count: number, apart: number): string {
  const random = new Random(7);
  const lines = ['ts_ms_utc,price,qty'];
  let [at, price] = [Date.UTC(2013, 9, 7), 13_137];
  for (let index = 0; index < count; index++) {
    at += Math.floor(random.uniform() * apart);
    price += Math.floor(random.uniform() * 3) - 1;
    lines.push(`${at},${price / 10},${1 + Math.floor(random.uniform() * 5)}`);
  }
  return `${lines.join('\n')}\n`;
}
