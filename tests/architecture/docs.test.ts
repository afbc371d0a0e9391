import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../cells/index.ts';
import { commands } from '../../server/cli/main.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  version: string;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'docs/commands.md',
  'docs/http.md',
  'docs/metrics.md',
  'docs/notebooks.md',
  'docs/observability.md',
  'docs/opentelemetry.md',
  'docs/settings.md',
  'docs/venues.md',
  'docs/webhooks.md',
];

describe('the documents', () => {
  it.each(documents)('%s links to files that are there', (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(links.filter((link) => !existsSync(path.join(root, path.dirname(document), link)))).toEqual([]);
  });

  it('say in the architecture why each dependency is there', () => {
    const text = read('ARCHITECTURE.md');
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).map((name) =>
      name.replace(/^@codemirror\/.*/, '@codemirror/*'),
    );
    expect([...new Set(names)].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('show every command of the command line', () => {
    const text = read('README.md');
    expect(commands.map((make) => make().name()).filter((name) => !text.includes(`deskbook -- ${name}`))).toEqual([]);
  });

  it('name no script that package.json does not have', () => {
    const named = [...read('README.md').matchAll(/npm run (?:-s )?([a-z]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  it('describe every cell kind in its own words', () => {
    const text = read('README.md');
    expect(
      kinds.filter((kind) => !text.includes(`| \`${kind.name}\` | ${kind.about} |`)).map((kind) => kind.name),
    ).toEqual([]);
  });

  it('have an entry for this version', () => expect(read('CHANGELOG.md')).toContain(`## ${manifest.version}`));
});

describe('the lock file', () => {
  it('records no download address', () => expect(read('package-lock.json')).not.toContain('"resolved"'));
});
