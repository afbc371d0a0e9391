import type { ParamValue } from './kind.ts';

/** A value as a line of text for a person: a list with commas between its items. */
export const paramText = ({ type, value }: ParamValue): string =>
  type === 'list' ? (value.length === 0 ? 'none' : value.join(', ')) : String(value);
