/** Tells the group of a process by its name; undefined where it has nothing to say. */
export type GroupStrategy = (process: string) => string | undefined;

/** Asks one after another; the first that answers counts. */
export const firstOf =
  (strategies: readonly GroupStrategy[]): GroupStrategy =>
  (process) => {
    for (const strategy of strategies) {
      const group = strategy(process);
      if (group !== undefined) return group;
    }
    return undefined;
  };
