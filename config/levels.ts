import type { InstrumentDefinition } from '../core/model/definition.ts';
import { parsePrice } from '../core/model/price-parse.ts';
import { didYouMean, nearest } from '../core/nearest.ts';
import { ConfigError, check } from './explain.ts';
import { levelsSchema } from './schema.ts';

/** Gives products the technical levels of `levels.json`. Throws a `ConfigError` for a root or a price that is none. */
export function withLevels(definitions: readonly InstrumentDefinition[], value: unknown): InstrumentDefinition[] {
  const file = 'levels.json';
  const levels = new Map(Object.entries(check(file, levelsSchema, value)));
  const roots = definitions.map(({ root }) => root);
  for (const root of levels.keys()) {
    if (roots.includes(root)) continue;
    throw new ConfigError(file, [`instruments.json has no "${root}".${didYouMean(nearest(root, roots, 1))}`]);
  }
  return definitions.map((definition) => {
    const texts = levels.get(definition.root);
    if (!texts) return definition;
    const technicalLevels = texts.map((text, index) => {
      try {
        return parsePrice(text, definition.priceStyle);
      } catch (error) {
        throw new ConfigError(file, [`${definition.root}.${index}: ${(error as Error).message}.`]);
      }
    });
    return { ...definition, technicalLevels };
  });
}
