/** All names in the sources that end in a digit; the build puts them here, and nothing does where the sources themselves run. */
declare const namesWithNumbers: readonly string[] | undefined;

const known = typeof namesWithNumbers === 'undefined' ? undefined : new Set(namesWithNumbers);

/** A bundle puts a number behind a name that something else in it has already: gives the name as it stands in the sources, whose names with numbers are `written`. */
export function writtenName(name: string, written: ReadonlySet<string> | undefined = known): string {
  let found = name;
  while (written !== undefined && /.\d$/.test(found) && !written.has(found)) found = found.slice(0, -1);
  return found;
}
