import type { AnyKind } from '../cells/kind.ts';
import { type Bindable, bindKeys, type KeyFile } from '../config/keys.ts';
import { actions } from '../views/keymap.ts';
import type { KeyTable } from '../views/keys.ts';

const bindable = (kinds: readonly AnyKind[]): readonly Bindable[] => [
  ...actions.map(({ name, keys }) => ({ name, scope: 'page', keys, single: false })),
  ...kinds.flatMap((kind) =>
    (kind.keys ?? []).map(({ name, keys }) => ({ name: `${kind.name}.${name}`, scope: kind.name, keys, single: true })),
  ),
];

/** The keys that hold: those of the page and of the kinds, changed by what the files say. Throws a `ConfigError`. */
export const keyTable = (kinds: readonly AnyKind[], files: readonly KeyFile[]): KeyTable =>
  bindKeys(bindable(kinds), files);
