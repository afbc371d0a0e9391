import { byLayer } from './layer.ts';
import { byModule } from './module.ts';
import { byPattern, type GroupRule } from './pattern.ts';
import { byPreset } from './presets.ts';
import { firstOf, type GroupStrategy } from './strategy.ts';
import { byVerb } from './verb.ts';

export const groupStrategyNames = ['preset', 'layer', 'verb', 'module'] as const;

export type GroupStrategyName = (typeof groupStrategyNames)[number];

const strategies: Readonly<Record<GroupStrategyName, GroupStrategy>> = {
  preset: byPreset,
  layer: byLayer,
  verb: byVerb,
  module: byModule(),
};

/** The group of whatever nothing is known of. */
const others = 'other';
const remembered = 10_000;

/** Tells the group of a process: the rules first, then the strategies in their order; throws a sentence where a rule cannot be read. */
export function groupsBy(
  rules: readonly GroupRule[],
  order: readonly GroupStrategyName[],
): (process: string) => string {
  const strategy = firstOf([byPattern(rules), ...order.map((name) => strategies[name])]);
  const known = new Map<string, string>();
  return (process) => {
    const before = known.get(process);
    if (before !== undefined) return before;
    const group = strategy(process) ?? others;
    if (known.size >= remembered) known.clear();
    known.set(process, group);
    return group;
  };
}
