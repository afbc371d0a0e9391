/** What was pasted or typed, parted. */
export interface NamedText {
  /** The instrument as written; absent for a bare price. */
  readonly name?: string;
  readonly price: string;
}

/**
 * Parts `ZN 110-16+`, `TYZ6 Comdty: 110'16` or a bare price: words with a letter are a name, what follows them is the price, blanks and all.
 * Throws nothing: whether either means something is for others to say.
 */
export function splitNamedText(text: string): NamedText {
  const trimmed = text.replace(/\s+/gu, ' ').trim();
  const words = trimmed.replace(/^([^\s:=]*[a-z][^\s:=]*(?: [a-z]+)?) ?[:=] ?/i, '$1 ').split(' ');
  const first = words.findIndex((word) => !/[a-z]/i.test(word));
  if (first === 0) return { price: trimmed };
  if (first < 0) return { name: words.join(' '), price: '' };
  return { name: words.slice(0, first).join(' '), price: words.slice(first).join(' ') };
}
