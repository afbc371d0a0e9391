import { priceFromDecimal } from '../model/price.ts';
import type { StrikeRule } from './strike-rules.ts';

const rules = { 'round-gap': 'round_gap', 'next-gap': 'next_gap', 'gap-round': 'gap_round' } as const;

/** Reads `atm`, `otm:2`, `itm:1`, `round-gap:100/100` (rounded to, then gap), `next-gap:…` or `gap-round:…`. Throws a sentence for anything else. */
export function parseStrikeRule(text: string): StrikeRule {
  const words = text.trim().toLowerCase();
  if (words === 'atm') return { by: 'steps', steps: 0 };
  const [, side, steps] = /^(otm|itm):(\d{1,3})$/.exec(words) ?? [];
  if (side !== undefined) return { by: 'steps', steps: side === 'otm' ? Number(steps) : -Number(steps) };
  const [, name = '', round = '', gap = ''] = /^([a-z-]+):(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/.exec(words) ?? [];
  const by = Object.entries(rules).find(([each]) => each === name)?.[1];
  if (by === undefined || Number(round) <= 0) {
    throw new Error(
      `"${text}" is no rule for strikes: atm, otm:2, itm:1, or round-gap:100/50, next-gap:100/50 and gap-round:100/50 with what is rounded to and the gap.`,
    );
  }
  return { by, round: priceFromDecimal(round), gap: priceFromDecimal(gap) };
}
