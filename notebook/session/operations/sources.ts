import { fold } from '../../dataflow/names.ts';
import { unchanged } from '../change.ts';
import type { Reduced } from '../operation.ts';
import type { SessionState } from '../state.ts';

export function touched(
  state: SessionState,
  { versions }: { readonly versions: readonly (readonly [name: string, version: number])[] },
): Reduced {
  const moved = versions.filter(([name, version]) => state.sources.get(fold(name)) !== version);
  if (moved.length === 0) return unchanged(state);
  const sources = new Map(state.sources);
  for (const [name, version] of moved) sources.set(fold(name), version);
  return { state: { ...state, sources }, actions: [] };
}
