/** The function and the file of a line of a stack, the line number left out; undefined where a line is none. */
export interface Frame {
  readonly name: string;
  readonly file: string;
}

/** `at submit (/app/server/desk.ts:12:3)`, `at desk.Orders.submit(Orders.java:12)` */
const called = /^\s+at (?:async )?(?:new )?(?:(.*?) ?\()?(?:file:\/\/)?([^()]*?)(?::\d+)?(?::\d+)?\)?$/;
/** `File "desk/orders.py", line 12, in submit` */
const python = /^\s*File "(.*)", line \d+(?:, in (.*))?$/;

/** What a line of a stack of Node, of a browser, of Java or of Python says. */
export function readFrame(line: string): Frame | undefined {
  const [, calledName = '', calledFile = ''] = called.exec(line) ?? [];
  if (calledName || calledFile) return { name: shortName(calledName), file: shortFile(calledFile) };
  const [, pythonFile, pythonName = ''] = python.exec(line) ?? [];
  return pythonFile === undefined ? undefined : { name: pythonName, file: shortFile(pythonFile) };
}

/** Bundlers count functions of one name. */
const shortName = (name: string): string => name.replace(/ \[as .*\]$/, '').replace(/(?<=[A-Za-z])\d+$/, '');

/** The last two parts of a path, without what a bundler adds: where a program is installed says nothing. */
const shortFile = (file: string): string =>
  file
    .replace(/[?#].*$/, '')
    .replace(/-[A-Z0-9]{8}(?=\.[a-z]+$)/, '')
    .split(/[\\/]/)
    .slice(-2)
    .join('/');

const foreign =
  /^\s*at (?:.*\()?(?:node:|internal\/|native|<anonymous>)|^\s*at (?:java|javax|jdk|sun|kotlin|scala)\.|[\\/](?:node_modules|site-packages|dist-packages)[\\/]|[\\/]lib[\\/]python[\d.]+[\\/]/;

/** Whether a line of a stack lies in the program itself and not in what it is built on. */
export const isOwn = (line: string): boolean => !foreign.test(line);
