import { createServer } from 'node:net';
import type { RunningConsole } from '../journal/data-folder.ts';
import { type Line, note, ok, problem, sentenceOf } from './line.ts';

const patienceMilliseconds = 1_000;

/** Whether a start could listen: the port is free, or has the console of this data folder, another one, or another program. */
export async function portLine(port: number, running: RunningConsole | undefined): Promise<Line> {
  if (port === 0) return ok('port', 'any free port of 127.0.0.1 is taken (port 0)');
  const name = `port ${port} of 127.0.0.1`;
  if (running?.address === `http://127.0.0.1:${port}`) return ok('port', `${name} has the console of this data folder`);
  const refused = await bindRefusal(port);
  if (refused === undefined) return ok('port', `${name} is free`);
  const elsewhere = 'Start with --port 0 for any free one, or set server.port in config/local.json.';
  if (refused !== 'EADDRINUSE') return problem('port', `${name} cannot be listened on: ${refused}`, elsewhere);
  const whose = (await isDeskbook(port)) ? 'a console of another data folder' : 'another program';
  if (running?.address)
    return note('port', `${name} has ${whose}; the console of this data folder is at ${running.address}`);
  return problem('port', `${name} has ${whose}, so a start without --port fails`, elsewhere);
}

function bindRefusal(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? sentenceOf(error)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

async function isDeskbook(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(patienceMilliseconds);
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, { signal });
    const health: unknown = await answer.json();
    return typeof health === 'object' && health !== null && 'environment' in health && 'version' in health;
  } catch {
    return false;
  }
}
