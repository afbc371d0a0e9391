import { advance } from './advance.ts';
import type { Operation, Reduced } from './operation.ts';
import { analysed, analysisFailed, sourcesChanged } from './operations/analysis.ts';
import { asked, askedStale, interrupted, unwatched, watched } from './operations/demand.ts';
import { inputSet } from './operations/inputs.ts';
import { failed, finished, framed, isPlainFrame } from './operations/runs.ts';
import { lost, touched } from './operations/sources.ts';
import { arranged } from './operations/structure.ts';
import type { SessionState } from './state.ts';

/** The session as a pure function: what happened in, the new state and what is to be done about it out. */
export function reduce(state: SessionState, operation: Operation): Reduced {
  const applied = apply(state, operation);
  if (applied.state === state && applied.actions.length === 0 && operation.type !== 'due') return applied;
  if (operation.type === 'framed' && isPlainFrame(state, operation)) return applied;
  const advanced = advance(applied.state, operation.at);
  return { state: advanced.state, actions: [...applied.actions, ...advanced.actions] };
}

function apply(state: SessionState, operation: Operation): Reduced {
  switch (operation.type) {
    case 'arranged':
      return arranged(state, operation);
    case 'analysed':
      return analysed(state, operation);
    case 'analysis_failed':
      return analysisFailed(state, operation);
    case 'sources_changed':
      return sourcesChanged(state);
    case 'input_set':
      return inputSet(state, operation);
    case 'watched':
      return watched(state, operation);
    case 'unwatched':
      return unwatched(state, operation);
    case 'asked':
      return asked(state, operation);
    case 'asked_stale':
      return askedStale(state);
    case 'interrupted':
      return interrupted(state, operation);
    case 'touched':
      return touched(state, operation);
    case 'lost':
      return lost(state, operation);
    case 'due':
      return { state, actions: [] };
    case 'framed':
      return framed(state, operation);
    case 'finished':
      return finished(state, operation);
    case 'failed':
      return failed(state, operation);
  }
}
