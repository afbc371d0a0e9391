/** Whether a name has a part in it, any case, where `*` stands for anything. */
export function partMatcher(part: string | undefined): (name: string) => boolean {
  if (part === undefined) return () => true;
  const pieces = part.toLowerCase().split('*');
  return (name) => {
    const folded = name.toLowerCase();
    let from = 0;
    for (const piece of pieces) {
      const found = folded.indexOf(piece, from);
      if (found === -1) return false;
      from = found + piece.length;
    }
    return true;
  };
}

/** Whether a group is the one that is meant, or one under it: `desk` has `desk.orders`. */
export const groupMatcher =
  (wanted: string | undefined): ((group: string) => boolean) =>
  (group) =>
    wanted === undefined || group === wanted || group.startsWith(`${wanted}.`);
