import { readFileSync } from 'node:fs';
import path from 'node:path';
import { version as duckdbVersion } from '@duckdb/node-api';
import { versions } from '../desk/versions.ts';
import { projectRoot } from '../paths.ts';
import { type Line, ok, problem } from './line.ts';

interface Manifest {
  readonly engines: { readonly node: string };
}

/** Versions of Deskbook and what it stands on, and whether this Node is one it runs on. */
export function versionLines(node: string = process.versions.node): Line[] {
  const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as Manifest;
  const wanted = manifest.engines.node;
  const [least = '0'] = /\d+(?:\.\d+)*/.exec(wanted) ?? [];
  const known = versions()
    .filter(({ name }) => name !== 'node')
    .map(({ name, version }) => `${name} ${version}`);
  const text = `Node ${node}; wanted is ${wanted}`;
  return [
    ok('versions', [...known, `duckdb ${duckdbVersion().replace(/^v/, '')}`].join(', ')),
    atLeast(node, least)
      ? ok('versions', text)
      : problem('versions', text, 'Install a newer Node and run npm start again.'),
  ];
}

function atLeast(version: string, least: string): boolean {
  const [a, b] = [version, least].map((text) => text.split('.').map(Number));
  for (const [index, wanted] of (b ?? []).entries()) {
    const has = a?.[index] ?? 0;
    if (has !== wanted) return has > wanted;
  }
  return true;
}
