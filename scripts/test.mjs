import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureInstalled } from './ensure.mjs';

process.env.UV_THREADPOOL_SIZE ??= '16';
ensureInstalled();

const { findChromium } = await import('./chromium.mjs');
const { root } = await import('./build.mjs');
const counts = { passed: 0, failed: 0, skipped: 0 };

function check(title, command, args) {
  process.stdout.write(`\n${title}\n`);
  const result = spawnSync(path.join(root, 'node_modules', '.bin', command), args, { cwd: root, stdio: 'inherit' });
  counts[result.status === 0 ? 'passed' : 'failed'] += 1;
}

function unitTests(args) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'deskbook-test-'));
  const report = path.join(folder, 'report.json');
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args];
  const result = spawnSync(process.execPath, [vitest, ...options], { cwd: root, stdio: 'inherit' });
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    counts.passed += numPassedTests;
    counts.failed += numFailedTests;
    counts.skipped += numPendingTests + numTodoTests;
    // A file that does not load fails the run without failing a test.
    if ((!success || result.status !== 0) && numFailedTests === 0) counts.failed += 1;
  } catch {
    counts.failed += 1;
  }
  rmSync(folder, { recursive: true, force: true });
}

const args = process.argv.slice(2);
const chromium = await findChromium();
if (chromium) process.env.CHROMIUM = chromium;
else {
  process.env.DESKBOOK_NO_BROWSER = '1';
  const advice =
    'No Chromium was found or could be installed: the browser tests are skipped. Set CHROMIUM to a browser to run them.';
  process.stdout.write(`${advice}\n`);
  if (process.env.CI === 'true') {
    process.stdout.write('On CI that is a failure.\n');
    counts.failed += 1;
  }
}
if (args.length === 0) {
  check('Types', 'tsc', ['--noEmit']);
  check('Lint and format', 'biome', ['check', '--error-on-warnings', '.']);
}
unitTests(args);

process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exitCode = counts.failed > 0 ? 1 : 0;
