import { definitions, isFigureName } from '../../core/statistics/definitions.ts';
import type { Json } from '../kind.ts';
import type { StatisticsValue } from './schema.ts';

const field = (value: Json): string => {
  const text = value === null ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A row a group and figure, with what the figure means. */
export function csv({ groups, whole, shown }: StatisticsValue): string {
  const rows = [...groups, whole].flatMap(({ key, figures }) =>
    shown.map((name) => [key, name, figures[name] ?? null, isFigureName(name) ? definitions[name].definition : '']),
  );
  return `${[['group', 'figure', 'value', 'definition'], ...rows].map((row) => row.map(field).join(',')).join('\n')}\n`;
}

/** Figures of the whole and of each group, and what each one means. */
export const json = ({ groups, whole, shown }: StatisticsValue): Json => ({
  whole: whole.figures,
  groups: groups.map(({ key, figures }) => ({ key, figures })),
  definitions: Object.fromEntries(shown.filter(isFigureName).map((name) => [name, definitions[name].definition])),
});
