import { formatInteger, formatPercent } from '../../core/format.ts';
import { timeText } from '../../core/trace/tree/time-text.ts';
import type { GraphNode } from './schema.ts';

type Figures = GraphNode['figures'];

/** Milliseconds as every trace has them: `850 µs`, `5.44 ms`, `1.20 s`. */
export const lengthText = (milliseconds: number): string => timeText(milliseconds * 1_000);

/** `940`, `12.4k`, `3.1M`: what has little room. */
export function countText(count: number): string {
  if (count < 10_000) return formatInteger(count);
  return count < 1e6 ? `${(count / 1_000).toFixed(count < 1e5 ? 1 : 0)}k` : `${(count / 1e6).toFixed(1)}M`;
}

export const callsText = (calls: number): string => `${countText(calls)} ${calls === 1 ? 'call' : 'calls'}`;

export const failedText = ([calls, errors]: Figures): string =>
  errors === 0 ? '' : `${countText(errors)} failed, ${formatPercent(errors / Math.max(1, calls))}`;

/** Everything of a node or a way in a line. */
export function figuresText(figures: Figures): string {
  const [calls, , p50, p95, p99, max] = figures;
  if (calls === 0) return 'no call ended';
  const lengths = `p50 ${lengthText(p50)}, p95 ${lengthText(p95)}, p99 ${lengthText(p99)}, longest ${lengthText(max)}`;
  return [callsText(calls), failedText(figures), lengths].filter(Boolean).join('; ');
}

/** Cut in the middle, where names differ least. */
export function cut(name: string, most: number): string {
  if (name.length <= most) return name;
  const head = Math.floor((most - 1) / 3);
  return `${name.slice(0, head)}…${name.slice(name.length - (most - 1 - head))}`;
}
