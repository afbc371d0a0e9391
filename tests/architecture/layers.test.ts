import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folders = ['core', 'notebook', 'config', 'views', 'cells', 'server'] as const;

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const files = folders
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((name) => name.endsWith('.ts'));

const importPattern = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(importPattern)].map((match) => {
    const name = match[2] ?? match[3] ?? '';
    const target = name.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(file), name)) : name;
    return { file, target, typeOnly: match[1] !== undefined };
  });
}

const imports = files.flatMap(importsOf);
const ours = (target: string): string | undefined => folders.find((folder) => target.startsWith(`${folder}/`));
const packageOf = (target: string): string | undefined =>
  ours(target) || target.startsWith('.')
    ? undefined
    : target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/');
const kindOf = (file: string): string | undefined => /^cells\/([^/]+)\//.exec(file)?.[1];
const inBrowser = (file: string): boolean =>
  file.startsWith('views/client/') || /^cells\/[^/]+\/element\.ts$/.test(file);

const mayImport: Record<string, readonly string[]> = {
  core: [],
  notebook: ['cells'],
  config: ['core'],
  views: ['core'],
  cells: ['core', 'views', 'notebook'],
  server: ['core', 'notebook', 'config', 'views', 'cells'],
};

const show = (found: readonly Import[]): string[] => found.map(({ file, target }) => `${file} → ${target}`);

describe('imports', () => {
  it('finds the tree', () => expect(files.length).toBeGreaterThan(30));

  it('go one way between the folders', () => {
    const wrong = imports.filter(({ file, target }) => {
      const from = ours(file) ?? '';
      const to = ours(target);
      return to !== undefined && to !== from && !(mayImport[from] ?? []).includes(to);
    });
    expect(show(wrong)).toEqual([]);
  });

  it('let the runtime and the core hand in what they must not know', () => {
    const wrong = imports.filter(
      ({ file, target, typeOnly }) =>
        (file.startsWith('notebook/') && target.startsWith('cells/') && !(typeOnly && target === 'cells/kind.ts')) ||
        (file.startsWith('cells/') && target.startsWith('notebook/') && !typeOnly),
    );
    expect(show(wrong)).toEqual([]);
  });

  it('keep every kind from its siblings', () => {
    const wrong = imports.filter(({ file, target }) => {
      const kind = kindOf(file);
      const other = kindOf(target);
      return kind !== undefined && other !== undefined && kind !== other;
    });
    expect(show(wrong)).toEqual([]);
  });

  it('use few packages in the core, the runtime and the configuration', () => {
    const allowed: Record<string, readonly string[]> = {
      core: ['zod', 'luxon'],
      notebook: ['zod'],
      config: ['zod', 'node:fs', 'node:path', 'node:url', 'node:fs/promises'],
    };
    const wrong = imports.filter(({ file, target }) => {
      const list = allowed[ours(file) ?? ''];
      const name = packageOf(target);
      return list !== undefined && name !== undefined && !list.includes(name);
    });
    expect(show(wrong)).toEqual([]);
  });

  it('bring nothing of Node and no schema library into the browser', () => {
    const reachable = new Set<string>();
    const visit = (file: string): void => {
      if (reachable.has(file)) return;
      reachable.add(file);
      for (const { target, typeOnly } of importsOf(file)) if (!typeOnly && ours(target)) visit(target);
    };
    for (const file of files.filter(inBrowser)) visit(file);
    const wrong = [...reachable]
      .flatMap(importsOf)
      .filter(
        ({ target, typeOnly }) =>
          !typeOnly && (target.startsWith('node:') || target === 'zod' || target.startsWith('hono')),
      );
    expect(show(wrong)).toEqual([]);
  });
});

describe('the core', () => {
  const sources = files.filter((file) => file.startsWith('core/'));

  it('has no ambient clock, chance, process or DOM outside of the clock', () => {
    const ambient = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bdocument\.|\bwindow\.|\bperformance\./;
    const wrong = sources.filter(
      (file) => file !== 'core/clock.ts' && ambient.test(readFileSync(path.join(root, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});

describe('shared code', () => {
  it('never asks a cell for its kind', () => {
    const kinds = readdirSync(path.join(root, 'cells'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    const asks = new RegExp(`\\bkind(?:\\.name)?\\s*(?:===|!==|==)\\s*['"](?:${kinds.join('|')})['"]`);
    const wrong = files.filter(
      (file) => !file.startsWith('cells/') && asks.test(readFileSync(path.join(root, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});

describe('files', () => {
  it('stay under 400 lines', () => {
    const long = files.filter((file) => readFileSync(path.join(root, file), 'utf8').split('\n').length > 400);
    expect(long).toEqual([]);
  });
});
