export { type Heading, headingsOf, summaryOf } from './describe.ts';
export { deleteCell, EditRefused, freeName, insertCell, moveCell, setBody, setOption, setTitle } from './edits.ts';
export { type BodyMigration, currentVersion, type MigratedBody, migrate } from './migrate.ts';
export {
  type Block,
  type FrontMatter,
  type Header,
  type HeaderWord,
  type NotebookFile,
  type Problem,
  type ProblemCode,
  proseKind,
} from './notebook-file.ts';
export { type CellOptions, headerOptions, milliseconds, type Policy, readOptions } from './options.ts';
export { parse, print } from './parse.ts';
export { sectionOf } from './sections.ts';
