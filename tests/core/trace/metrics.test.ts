import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { foldValues, metricNames, metrics } from '../../../core/trace/metrics.ts';

it('lists every figure with its words in the documents', () => {
  const text = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');
  expect(metricNames.filter((name) => !text.includes(`| \`${name}\` | ${metrics[name].about} |`))).toEqual([]);
});

it.each([
  ['calls.per_second', [1, 2, 6], 3],
  ['event_loop.p99_ms', [1, 6, 2], 6],
  ['memory.rss_bytes', [1, 6, 2], 2],
  ['memory.rss_bytes', [], undefined],
] as const)('folds %s of %j to %s', (name, values, folded) => {
  expect(foldValues(name, values)).toBe(folded);
});
