const place = 'deskbook-recent';
const most = 5;

/** What was chosen last in the palette of this browser, the latest first; a browser that keeps nothing has none. */
export function recent(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, most) : [];
  } catch {
    return [];
  }
}

export function remember(id: string): void {
  try {
    localStorage.setItem(place, JSON.stringify([id, ...recent().filter((other) => other !== id)].slice(0, most)));
  } catch {
    // a full or forbidden store costs only the order of the list
  }
}
