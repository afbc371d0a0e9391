import type { PositionsState } from '../../core/topics.ts';
import type { CellContext, Refs } from '../kind.ts';
import type { ChoiceProps, InputProps, InputValue } from './schema.ts';
import { initial } from './spec.ts';

/** An input that stands at today goes with the trade date. */
export const refs = (props: InputProps, id: string): Refs => ({
  reads: props.type === 'date' && props.default === 'today' ? ['$today'] : [],
  gives: `$${id}`,
});

/** One frame a value: the session runs the cell again when somebody sets it. */
export async function* frames(props: InputProps, context: CellContext): AsyncIterable<InputValue> {
  const text = String((context.params.get(context.id) ?? initial(props, context)).value);
  yield {
    name: context.id,
    type: props.type,
    label: props.label ?? context.id,
    text,
    ...(props.type === 'choice' ? { choices: choicesOf(props, text, context) } : {}),
  };
}

/** What is chosen stays in the list even where the console no longer has it. */
function choicesOf({ choices, default: standard }: ChoiceProps, text: string, context: CellContext): string[] {
  const known = Array.isArray(choices) ? choices : choices === 'instruments' ? context.instruments : accounts(context);
  return [...new Set([...known, ...(standard === undefined || Array.isArray(choices) ? [] : [standard]), text])].filter(
    (choice) => choice !== '',
  );
}

function accounts(context: CellContext): string[] {
  const positions = context.read<PositionsState>('positions')?.positions ?? [];
  return [...new Set<string>(positions.map((position) => position.account))].sort();
}
