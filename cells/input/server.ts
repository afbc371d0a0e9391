import { type Analyse, type CellContext, CellFailure, type ParamValue, type Refs } from '../kind.ts';
import { offeredOf, readsOf } from './options.ts';
import { periodLabel, periodWord, quickChoices } from './periods.ts';
import type { InputProps, SelectProps } from './schema.ts';
import { names } from './spec.ts';
import type { InputValue } from './value.ts';

/** An input of days goes with the trade date, one of accounts with what they hold; one with a query reads what that reads. */
export async function refs(props: InputProps, id: string, analyse: Analyse): Promise<Refs> {
  const [first = '', ...others] = names(props, id).map((name) => `$${name}`);
  const gives = others.length === 0 ? first : [first, ...others];
  if (props.type === 'select' && props.query !== undefined)
    return { ...(await readsOf(props.query, id, analyse)), gives };
  if (props.type === 'select' && props.options === 'accounts') return { reads: ['positions', 'venue'], gives };
  return { reads: props.type === 'date' || props.type === 'dates' ? ['$today'] : [], gives };
}

/** One frame a value: the session runs the cell again when somebody sets it, or when the choices of a query may be others. */
export async function* frames(props: InputProps, context: CellContext): AsyncIterable<InputValue> {
  const { setting, id } = context;
  if (!setting) throw new CellFailure({ code: 'internal', message: `${id} is not set to anything.` });
  const { text, values, standard } = setting;
  const shown = { name: id, label: props.label ?? id, setting: text, standard };
  const [first = '', second = ''] = values.map(({ value }) => value);
  switch (props.type) {
    case 'number':
    case 'text':
    case 'date':
      yield { type: props.type, ...shown, text: String(first) };
      return;
    case 'toggle':
      yield { type: 'toggle', ...shown, text: first === true ? 'on' : 'off', on: first === true };
      return;
    case 'range':
      yield values.length === 1
        ? { type: 'range', ...shown, text: String(first), at: Number(first) }
        : { type: 'pair', ...shown, text: `${first} to ${second}`, from: Number(first), to: Number(second) };
      return;
    case 'dates': {
      const [from, to] = [String(first), String(second)];
      const period = periodWord(text) ?? '';
      const words = [...quickChoices, ...[standard, text].flatMap((word) => periodWord(word) ?? [])];
      const periods = [...new Set(words)].map((word) => ({ value: word, label: periodLabel(word) }));
      yield { type: 'dates', ...shown, text: from === to ? from : `${from} to ${to}`, from, to, period, periods };
      return;
    }
    case 'select':
      yield await chosenOf(props, shown, values, context);
  }
}

/** What is chosen stays on the list, and is marked, where nothing offers it any more. */
async function chosenOf(
  props: SelectProps,
  shown: { name: string; label: string; setting: string; standard: string },
  values: readonly ParamValue[],
  context: CellContext,
): Promise<InputValue> {
  const [only] = values;
  const picked = only?.type === 'list' ? [...only.value] : [String(only?.value ?? '')];
  const { options, more } = await offeredOf(props, picked, context);
  const labels = new Map(options.map(({ value, label }) => [value, label]));
  const labelOf = (value: string): string => labels.get(value) ?? value;
  if (props.multiple) {
    return { type: 'multiple', ...shown, text: picked.map(labelOf).join(', '), chosen: picked, options, more };
  }
  const [chosen = ''] = picked;
  return { type: 'select', ...shown, text: labelOf(chosen), chosen, options, more };
}
