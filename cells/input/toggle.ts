import type { Setting } from '../kind.ts';

const words: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'on', 'yes', '1'].map((word): [string, boolean] => [word, true]),
  ...['false', 'off', 'no', '0'].map((word): [string, boolean] => [word, false]),
]);

export const toggleSetting = (value: boolean): Setting => ({
  text: String(value),
  values: [{ type: 'boolean', value }],
});

export function parseToggle(text: string): Setting {
  const value = words.get(text.trim().toLowerCase());
  if (value === undefined) throw new Error(`"${text}" is neither on nor off: expected true or false.`);
  return toggleSetting(value);
}
