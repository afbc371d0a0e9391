const FIRST = 35_000;
const SPAN = 100_000;

/** The exchange's number of each contract, five or six digits; the same contracts have the same ones in every run. */
export function tokensOf(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<number>();
  const tokens = new Map<string, string>();
  for (const id of [...ids].sort()) {
    let token = FIRST + (hashOf(id) % SPAN);
    while (taken.has(token)) token = token + 1 < FIRST + SPAN ? token + 1 : FIRST;
    taken.add(token);
    tokens.set(id, String(token));
  }
  return tokens;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
