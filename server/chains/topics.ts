import type { InstrumentDefinition } from '../../core/model/definition.ts';

export const chainTopic = (root: string): string => `chain.${root}`;

/** Of every product with contracts that are named by their day. */
export const chainTopics = (definitions: readonly InstrumentDefinition[]): readonly string[] =>
  definitions.filter(({ dated }) => dated !== undefined).map(({ root }) => chainTopic(root));
