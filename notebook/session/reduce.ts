import { advance } from './advance.ts';
import { graphOf } from './graph.ts';
import type { Action, Operation, Reduced } from './operation.ts';
import { analysed, analysisFailed, sourcesChanged } from './operations/analysis.ts';
import { asked, askedStale, interrupted, unwatched, watched } from './operations/demand.ts';
import { inputSet } from './operations/inputs.ts';
import { failed, finished, framed, isPlainFrame } from './operations/runs.ts';
import { lost, touched } from './operations/sources.ts';
import { arranged } from './operations/structure.ts';
import type { SessionState } from './state.ts';

/** The session as a pure function: what happened in, the new state and what is to be done about it out. */
export const reduce = (state: SessionState, operation: Operation): Reduced => reduceAll(state, [operation]);

/**
 * The same of several at once, in their order: the cells are brought in line after the last of them, so that a burst of reports costs one
 * look at the notebook.
 */
export function reduceAll(state: SessionState, operations: readonly Operation[]): Reduced {
  const actions: Action[] = [];
  let next = state;
  let isAnswered = false;
  let isOver = true;
  let at = 0;
  for (const operation of operations) {
    at = operation.at;
    const isAnswer = operation.type === 'analysed' || operation.type === 'analysis_failed';
    if (isAnswered && !isAnswer) {
      next = withGraph(next);
      isAnswered = false;
    }
    const applied = apply(next, operation);
    if (applied.state === next && applied.actions.length === 0 && operation.type !== 'due') continue;
    isAnswered = isAnswer;
    if (operation.type !== 'framed' || !isPlainFrame(next, operation)) isOver = false;
    actions.push(...applied.actions);
    next = applied.state;
  }
  if (isOver) return { state: next, actions };
  const advanced = advance(isAnswered ? withGraph(next) : next, at);
  return { state: advanced.state, actions: [...actions, ...advanced.actions] };
}

const withGraph = (state: SessionState): SessionState => ({ ...state, graph: graphOf(state.cells) });

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
