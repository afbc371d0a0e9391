/** What the name of a process is made of: `server/desk/desk.Desk.submit`. */
export interface ProcessName {
  /** Folders and file, or packages: `server`, `desk`, `desk` of `server/desk/desk.Desk.submit`. */
  readonly module: readonly string[];
  /** `submit`; the whole name where it has no module. */
  readonly verb: string;
}

const isClass = (part: string): boolean => /^[A-Z]/.test(part);

/** Takes a name apart: slashes or dots between modules, then a class where there is one, then the function. */
export function readProcessName(name: string): ProcessName {
  const folders = name.split('/');
  const [first = '', ...inside] = (folders.pop() ?? '').split('.').filter(Boolean);
  const verb = inside.at(-1) ?? first;
  if (folders.length > 0) return { module: [...folders.filter(Boolean), first], verb };
  const packages = [first, ...inside].slice(0, -1);
  const firstClass = packages.findIndex(isClass);
  return { module: firstClass < 0 ? packages : packages.slice(0, firstClass), verb };
}
