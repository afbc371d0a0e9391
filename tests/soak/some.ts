/** One sentence for a list that should be empty. */
export const some = (what: string, list: readonly unknown[]): string[] =>
  list.length === 0 ? [] : [`${what}: ${list.length} (${list.slice(0, 5).join(', ')})`];
