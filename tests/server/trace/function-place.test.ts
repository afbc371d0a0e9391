import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSerializer } from '../../../core/trace/serialize/serializer.ts';
import { functionPlace } from '../../../server/trace/function-place.ts';

const source = [
  'interface Order {',
  '  readonly id: string;',
  '}',
  '',
  'export function submit(order: Order): string {',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a program
  '  return `taken: ${order.id}`;',
  '}',
  '',
  'export class Desk {',
  '  cancel(order: Order): string {',
  '    return submit(order).toUpperCase();',
  '  }',
  '}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a program
  'export const login = (name: string) => fetch(`http://127.0.0.1/${name}`, { headers: { authorization: "Basic c2VjcmV0", accept: "text/plain" } });',
  'export const twice = [(row: number) => row + 1_000, (row: number) => row + 1_000];',
].join('\n');

let folder = '';
let desk: { submit: object; login: object; Desk: { prototype: { cancel: object } }; twice: readonly object[] };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'deskbook-place-'));
  const outfile = path.join(folder, 'server', 'desk.js');
  await build({
    stdin: { contents: source, loader: 'ts', sourcefile: 'core/desk.ts', resolveDir: folder },
    absWorkingDir: folder,
    outfile,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
  });
  desk = await import(outfile);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the place of a function', () => {
  const placeOf = (work: object): string | undefined =>
    functionPlace(Function.prototype.toString.call(work), path.join(folder, 'server'));

  it('is where its text was written', () => {
    expect(placeOf(desk.submit)).toBe('core/desk.ts:5');
    expect(placeOf(desk.Desk.prototype.cancel)).toBe('core/desk.ts:10');
  });

  it('is known where a secret in its text is masked', () => {
    const text = createSerializer().text(Function.prototype.toString.call(desk.login));
    expect(text).toContain('authorization: "***"');
    expect(functionPlace(text, path.join(folder, 'server'))).toBe('core/desk.ts:14');
  });

  it('is unknown where the text stands twice, nowhere, or says nothing', () => {
    expect(desk.twice.map(placeOf)).toEqual([undefined, undefined]);
    expect(functionPlace('function gone() { return 1; }', path.join(folder, 'server'))).toBeUndefined();
    expect(functionPlace('() => 1', path.join(folder, 'server'))).toBeUndefined();
    expect(functionPlace('function submit(order) {', path.join(folder, 'nowhere'))).toBeUndefined();
    expect(functionPlace(undefined)).toBeUndefined();
    expect(functionPlace(null)).toBeUndefined();
  });
});
