/** What something that was thrown says of itself; asking it may throw again. */
export function reasonOf(thrown: unknown): string {
  try {
    const message: unknown = thrown instanceof Error ? thrown.message : thrown;
    return typeof message === 'string' ? message : `a ${typeof message} was thrown`;
  } catch {
    return 'no reason was given';
  }
}
