/** What a notebook may be called in an address and on disk; nothing that leads out of a folder fits. */
export const isNotebookId = (id: string): boolean => /^[a-z0-9][a-z0-9_-]{0,63}$/.test(id);

/** An id made of a title: small letters, digits and hyphens, not one of `taken`. */
export function notebookId(title: string, taken: ReadonlySet<string>): string {
  const stem =
    title
      .normalize('NFKD')
      .replace(/\p{Mark}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 48)
      .replace(/^-+|-+$/g, '') || 'notebook';
  if (!taken.has(stem)) return stem;
  let count = 2;
  while (taken.has(`${stem}-${count}`)) count += 1;
  return `${stem}-${count}`;
}
