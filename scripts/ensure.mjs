import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(root, 'node_modules');
const nativeMark = path.join(modules, '.deskbook-native');
const oldestNode = [20, 19];

function say(text) {
  process.stderr.write(`deskbook: ${text}\n`);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  say(
    `Node ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}. Install a newer Node and run the command again.`,
  );
  process.exit(1);
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Whether what is installed is what the lock file says, by npm's own record of the last install. */
function installed() {
  const wanted = readJson(path.join(root, 'package-lock.json')).packages;
  const present = readJson(path.join(modules, '.package-lock.json'))?.packages;
  if (!present) return false;
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional || present[name]?.version === entry.version,
  );
}

/** The native module is compiled for one Node ABI; after a change of Node it is built again. */
function nativeReady() {
  const built = path.join(modules, 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node');
  if (!existsSync(built)) return false;
  return !existsSync(nativeMark) || readFileSync(nativeMark, 'utf8') === process.versions.modules;
}

function npm(args, why) {
  say(`${why} (npm ${args.join(' ')})`);
  // Under `npm test --silent` npm would fail without a word.
  const environment = { ...process.env, npm_config_loglevel: 'error' };
  const shell = process.platform === 'win32';
  const result = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], env: environment, shell });
  if (result.status === 0) return;
  say(`npm ${args.join(' ')} failed. What it printed above says why; mend that and run the command again.`);
  process.exit(1);
}

/** Installs what is missing from the lock file; does nothing, in milliseconds, when all is there. */
export function ensureInstalled() {
  refuseOldNode();
  if (!installed()) npm(['ci', '--no-audit', '--no-fund'], 'installing the dependencies, once');
  if (!nativeReady()) {
    npm(['rebuild', 'better-sqlite3'], 'building better-sqlite3 for this Node');
    writeFileSync(nativeMark, process.versions.modules);
  }
  if (!existsSync(nativeMark)) writeFileSync(nativeMark, process.versions.modules);
}
