import type { AnyKind } from './kind.ts';
import { vega } from './vega/index.ts';

/** Every kind there is, in the order the menu shows them. */
export const kinds: readonly AnyKind[] = [vega];

const byName = new Map(kinds.map((kind) => [kind.name, kind]));

export const kindNamed = (name: string): AnyKind | undefined => byName.get(name);
