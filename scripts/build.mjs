import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const output = path.join(root, 'build');
const sourceFolders = [
  'core',
  'notebook',
  'config',
  'views',
  'cells',
  'server',
  'sql',
  'scripts',
  'tests/bench',
  'tests/soak',
];

/** What runs as a process or a worker of its own; each becomes `build/server/<name>.js`. */
const serverEntries = {
  cli: 'server/cli/main.ts',
  'analytics-worker': 'server/analytics/worker.ts',
  'archive-worker': 'server/trace/archive-worker.ts',
  'chart-worker': 'server/export/chart-worker.ts',
  'trace-reader': 'server/trace/reader-worker.ts',
  'trace-writer': 'server/trace/writer-worker.ts',
  bench: 'tests/bench/main.ts',
  soak: 'tests/soak/main.ts',
};

/** Not bundled: native code, and packages that look for files beside their own. The rest loads twice as fast from one file. */
const serverExternals = [
  'better-sqlite3',
  '@duckdb/node-bindings*',
  '@microsoft/signalr',
  'esbuild',
  'pino',
  'undici',
  'vega',
  'vega-lite',
  'vega-interpreter',
  'ws',
];

/** CommonJS packages inside a module still call `require`. */
const requireBanner = `import { createRequire as deskbookRequire } from 'node:module';
const require = deskbookRequire(import.meta.url);`;

/** What the browser loads; each becomes `build/static/<name>.js`. */
const clientEntries = { page: 'views/client/page.ts', stream: 'views/client/stream-worker.ts' };

async function sourceFiles(folder) {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

async function fingerprint() {
  const files = (await Promise.all(sourceFolders.map(sourceFiles))).flat().sort();
  files.push(path.join(root, 'package-lock.json'));
  const stats = await Promise.all(files.map((file) => stat(file)));
  const hash = createHash('sha256');
  for (const [index, file] of files.entries()) {
    hash.update(`${path.relative(root, file)} ${stats[index].size} ${stats[index].mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Gives `cells:elements`: each kind's element, loaded when a page shows the kind. */
const elementsPlugin = {
  name: 'cell-elements',
  setup(builder) {
    builder.onResolve({ filter: /^cells:elements$/ }, () => ({ path: 'elements', namespace: 'cells' }));
    builder.onLoad({ filter: /.*/, namespace: 'cells' }, async () => {
      const kinds = (await readdir(path.join(root, 'cells'), { withFileTypes: true })).filter((entry) =>
        entry.isDirectory(),
      );
      const lines = kinds.map(
        (kind) => `  ${JSON.stringify(kind.name)}: () => import('./cells/${kind.name}/element.ts'),`,
      );
      return {
        contents: `export const elements = {\n${lines.sort().join('\n')}\n};\n`,
        resolveDir: root,
        loader: 'ts',
      };
    });
  },
};

/** Gives `cells:styles`: the style sheet of each kind that has one. */
const stylesPlugin = {
  name: 'cell-styles',
  setup(builder) {
    builder.onResolve({ filter: /^cells:styles$/ }, () => ({ path: 'styles', namespace: 'cells' }));
    builder.onLoad({ filter: /.*/, namespace: 'cells' }, async () => {
      const files = (await sourceFiles('cells')).filter((file) => path.basename(file) === 'style.css').sort();
      const lines = files.map((file) => `@import "./${path.relative(root, file).replaceAll(path.sep, '/')}";`);
      return { contents: lines.join('\n'), resolveDir: root, loader: 'css' };
    });
  },
};

/** Names of the sources that end in a digit, so that they are told from those which the bundler numbers. */
async function namesWithNumbers() {
  const files = (await Promise.all(sourceFolders.map(sourceFiles))).flat().filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return [...new Set(texts.flatMap((text) => text.match(/\b[A-Za-z_$][\w$]*\d\b/g) ?? []))].sort();
}

async function present(entries) {
  const found = {};
  for (const [name, file] of Object.entries(entries)) {
    if (await stat(path.join(root, file)).catch(() => undefined)) found[name] = path.join(root, file);
  }
  return found;
}

async function copyAssets(folder) {
  const fonts = path.join(folder, 'static', 'fonts');
  await mkdir(fonts, { recursive: true });
  const modules = path.join(root, 'node_modules');
  const copies = [
    ['@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', 'fonts/inter.woff2'],
    ['@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2', 'fonts/plex-mono.woff2'],
    ['@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-600-normal.woff2', 'fonts/plex-mono-600.woff2'],
    ['htmx.org/dist/htmx.min.js', 'htmx.js'],
  ];
  await Promise.all(copies.map(([from, to]) => copyFile(path.join(modules, from), path.join(folder, 'static', to))));
}

const stampOf = (folder) => readFile(path.join(folder, 'stamp'), 'utf8').catch(() => '');

/** Brings `build/` up to date; does nothing when no source has changed since. */
export async function build() {
  const wanted = await fingerprint();
  if ((await stampOf(output)) === wanted) return;
  const part = `${output}.${process.pid}`;
  try {
    await buildInto(part);
    await writeFile(path.join(part, 'stamp'), wanted);
    await takeOver(part, wanted);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** Puts a whole build in the place of the last; of two commands that build at the same time one is first, and its build serves both. */
async function takeOver(part, wanted) {
  if ((await stampOf(output)) === wanted) return;
  const last = `${part}.last`;
  await rename(output, last).catch(ignoreAbsent);
  try {
    await rename(part, output);
  } catch (error) {
    if ((await stampOf(output)) !== wanted) throw error;
  } finally {
    await rm(last, { recursive: true, force: true });
  }
}

function ignoreAbsent(error) {
  if (error.code !== 'ENOENT') throw error;
}

async function buildInto(folder) {
  const esbuild = await import('esbuild');
  await mkdir(path.join(folder, 'static'), { recursive: true });
  await Promise.all([
    esbuild.build({
      entryPoints: await present(serverEntries),
      outdir: path.join(folder, 'server'),
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      external: serverExternals,
      banner: { js: requireBanner },
      splitting: true,
      sourcemap: 'linked',
      loader: { '.sql': 'text' },
      define: { namesWithNumbers: JSON.stringify(await namesWithNumbers()) },
      logLevel: 'error',
    }),
    esbuild.build({
      entryPoints: await present(clientEntries),
      outdir: path.join(folder, 'static'),
      bundle: true,
      platform: 'browser',
      target: 'es2022',
      format: 'esm',
      splitting: true,
      minify: true,
      sourcemap: 'linked',
      chunkNames: 'chunks/[name]-[hash]',
      plugins: [elementsPlugin],
      logLevel: 'error',
    }),
    esbuild.build({
      entryPoints: await present({ deskbook: 'views/static/deskbook.css', export: 'views/static/export.css' }),
      outdir: path.join(folder, 'static'),
      bundle: true,
      minify: true,
      external: ['/static/*'],
      plugins: [stylesPlugin],
      logLevel: 'error',
    }),
    copyAssets(folder),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
