type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** `Shift-J`, `Ctrl-K`, `?`, `Enter`: Shift is named only where it does not already show in the character. */
export function chordOf(event: Press): string {
  const key = event.key === ' ' ? 'Space' : event.key;
  const letter = /^[a-z]$/i.test(key);
  const parts: string[] = [];
  if (event.ctrlKey) parts.push('Ctrl');
  if (event.metaKey) parts.push('Meta');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && (letter || key.length > 1)) parts.push('Shift');
  if (!letter) parts.push(key);
  else parts.push(parts.length > 0 ? key.toUpperCase() : key.toLowerCase());
  return parts.join('-');
}

/** Whether a chord still means its action while somebody types: what writes a character does not. */
export const passesTyping = (chord: string): boolean =>
  /^(?:Ctrl|Meta|Alt)-./.test(chord) || /^(?:Shift-)?(?:Escape|F\d+)$/.test(chord);
