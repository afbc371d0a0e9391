import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type NotebookFile, parse, print } from '../../../notebook/format/index.ts';
import { applyEdit } from '../../../server/sessions/edits.ts';
import type { Edit } from '../../../server/sessions/port.ts';

const folder = path.resolve(import.meta.dirname, '../../golden/notebooks');

/** Compares with the file kept; a difference lies beside it in `__actual__`, to be looked at and, if it is right, copied over. */
function matches(kept: string, actual: string): void {
  const beside = path.join(path.dirname(kept), '__actual__', path.basename(kept));
  if (existsSync(kept) && readFileSync(kept, 'utf8') === actual) return;
  mkdirSync(path.dirname(beside), { recursive: true });
  writeFileSync(beside, actual);
  expect(actual, `The new output is in ${path.relative(process.cwd(), beside)}.`).toBe(
    existsSync(kept) ? readFileSync(kept, 'utf8') : '',
  );
}

const summary = ({ title, front, blocks, problems }: NotebookFile): string =>
  `${JSON.stringify(
    {
      title,
      front: front.values,
      blocks: blocks.map(({ id, name, kind, options, line, bodyLine, body }) => ({
        id,
        name,
        kind,
        options,
        line,
        bodyLine,
        body,
      })),
      problems,
    },
    null,
    2,
  )}\n`;

describe('golden notebooks', () => {
  const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  test.each(cases.map((entry) => entry.name))('%s', (name) => {
    const inside = (file: string) => path.join(folder, name, file);
    const text = readFileSync(inside('input.md'), 'utf8');
    const file = parse(text);
    expect(print(file)).toBe(text);
    matches(inside('read.json'), summary(file));
    const edits = JSON.parse(readFileSync(inside('edits.json'), 'utf8')) as Edit[];
    const edited = edits.reduce((done, edit) => applyEdit(done, edit, () => '').file, file);
    matches(inside('edited.md'), print(edited));
    matches(inside('edited.json'), summary(edited));
  });
});
