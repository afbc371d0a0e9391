import { afterEach } from 'vitest';
import { loadConfig } from '../../../../config/load.ts';
import { ManualClock } from '../../../../core/clock.ts';
import { instant, MILLISECOND } from '../../../../core/model/time.ts';
import { DeskInstruments } from '../../../../server/desk/instruments.ts';
import { projectRoot } from '../../../../server/paths.ts';
import type { FaultPlan, Simulator } from '../../../../server/simulators/port.ts';
import { createProjectxSimulator } from '../../../../server/simulators/projectx/simulator.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly body: Row;
}

const start = instant(1_795_000_000_000_000);
const opened: Opened[] = [];

/** A simulator whose time moves only when it is told to, and who calls it. */
export class Opened {
  readonly simulator: Simulator;
  readonly clock: ManualClock;
  token = '';

  constructor(simulator: Simulator, clock: ManualClock) {
    this.simulator = simulator;
    this.clock = clock;
    opened.push(this);
  }

  async send(path: string, body?: unknown, token = this.token): Promise<Response> {
    return fetch(`${this.simulator.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  async post(path: string, body?: unknown, token?: string): Promise<Answer> {
    const response = await this.send(path, body, token);
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Row) };
  }

  /** The answer of a call of the API that has an envelope. */
  async call(name: string, body?: unknown): Promise<Row> {
    const { status, body: answer } = await this.post(`/api/${name}`, body);
    if (status !== 200) throw new Error(`${name} was answered with ${status}.`);
    return answer;
  }

  async rows(name: string, body: unknown): Promise<readonly Row[]> {
    const answer = await this.call(name, body);
    const found = Object.values(answer).find((each) => Array.isArray(each));
    if (found === undefined) throw new Error(`${name} brought no rows: ${JSON.stringify(answer)}.`);
    return found as Row[];
  }

  async logIn(): Promise<string> {
    const answer = await this.call('Auth/loginKey', { userName: 'simulator', apiKey: 'simulator-secret' });
    return String(answer.token);
  }

  /** Lets the market go on for so long. */
  advance(milliseconds: number): void {
    this.clock.advance(milliseconds * MILLISECOND);
    this.simulator.exchange.advance();
  }
}

export async function open(
  options: { readonly faults?: FaultPlan; readonly tokenLife?: number; readonly roots?: readonly string[] } = {},
): Promise<Opened> {
  const { roots = ['ES', 'NQ', 'CL'], ...rest } = options;
  const config = await loadConfig(`${projectRoot}/config`);
  const clock = new ManualClock(start);
  const { traded, registry } = DeskInstruments.ofRoots(config.instruments, roots, start, config.calendars);
  const simulator = await createProjectxSimulator({
    port: 0,
    instruments: traded,
    registry,
    seed: 'test',
    clock,
    ...rest,
  });
  const one = new Opened(simulator, clock);
  one.token = await one.logIn();
  return one;
}

afterEach(async () => {
  for (const { simulator } of opened.splice(0)) await simulator.close();
});

export const ES = 'CON.F.US.EP.Z26';
export const accounts = { position: 10_001, autoOco: 10_002, follower: 10_003, closed: 10_004 } as const;
