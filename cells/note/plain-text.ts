import type { Inline } from './schema.ts';

/** What a line says, with the values it has or else their names. */
export function plainText(children: readonly Inline[]): string {
  return children
    .map((child) => {
      if ('children' in child) return plainText(child.children);
      if (child.type === 'break') return ' ';
      return child.type === 'value' ? (child.text ?? child.name) : child.text;
    })
    .join('');
}
