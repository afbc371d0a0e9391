import { existsSync } from 'node:fs';
import { createAnalytics } from '../analytics/client.ts';
import { builtFile } from '../paths.ts';
import { type Line, ok, problem, sentenceOf } from './line.ts';

const files = [
  ['server', 'analytics-worker.js'],
  ['server', 'chart-worker.js'],
  ['static', 'page.js'],
  ['static', 'stream.js'],
  ['static', 'deskbook.css'],
] as const;

const again = 'Run npm run build, and npm ci when that does not help.';

/** Whether everything that the build makes is there, and the engine's process answers. The build itself is brought up to date before any command. */
export async function buildLines(folder: string): Promise<Line[]> {
  const missing = files.map((parts) => builtFile(...parts)).filter((file) => !existsSync(file));
  if (missing.length > 0) return [problem('build', `missing: ${missing.join(', ')}`, again)];
  return [ok('build', 'pages and workers are built'), await engineLine(folder)];
}

async function engineLine(folder: string): Promise<Line> {
  const analytics = createAnalytics({ folder, inMemory: true, environment: 'paper', run: 'doctor', instruments: [] });
  try {
    const sources = await analytics.sources();
    return ok('build', `the SQL engine starts in its process and knows ${sources.length} sources`);
  } catch (error) {
    return problem('build', `the SQL engine does not start: ${sentenceOf(error)}`, again);
  } finally {
    await analytics.close();
  }
}
