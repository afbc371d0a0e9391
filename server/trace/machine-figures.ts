import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Figures } from '../../core/trace/metrics.ts';

/** Milliseconds between two timers of the measurement, which it counts as delay; they are taken off again. */
const resolution = 10;
const nanoseconds = 1e6;

const late = (value: number): number => (Number.isFinite(value) ? Math.max(0, value / nanoseconds - resolution) : 0);

/** What the process and its event loop did since the last reading. */
export class MachineFigures {
  readonly #delay = monitorEventLoopDelay({ resolution });
  readonly #enginePid: () => number | undefined;
  #utilization = performance.eventLoopUtilization();
  #cpu = process.cpuUsage();
  #at = performance.now();
  #engineBytes: number | undefined;

  /** Finds the process of the SQL engine, of which only Linux tells how much memory it has. */
  constructor(enginePid: () => number | undefined) {
    this.#enginePid = enginePid;
    this.#delay.enable();
  }

  read(): Figures {
    const now = performance.now();
    const cpu = process.cpuUsage(this.#cpu);
    const elapsed = Math.max(1, now - this.#at) * 1_000;
    const utilization = performance.eventLoopUtilization();
    const busy = performance.eventLoopUtilization(utilization, this.#utilization).utilization;
    const memory = process.memoryUsage();
    const figures: Figures = {
      'event_loop.mean_ms': late(this.#delay.mean),
      'event_loop.p99_ms': late(this.#delay.percentile(99)),
      'event_loop.max_ms': late(this.#delay.max),
      'event_loop.utilization': busy,
      'memory.rss_bytes': memory.rss,
      'memory.heap_used_bytes': memory.heapUsed,
      'memory.heap_total_bytes': memory.heapTotal,
      'memory.external_bytes': memory.external,
      'memory.array_buffers_bytes': memory.arrayBuffers,
      'machine.cpu_share': (cpu.user + cpu.system) / elapsed,
      'machine.uptime_seconds': process.uptime(),
      ...(this.#engineBytes === undefined ? {} : { 'memory.sql_engine_bytes': this.#engineBytes }),
    };
    this.#delay.reset();
    this.#utilization = utilization;
    this.#cpu = process.cpuUsage();
    this.#at = now;
    void this.#readEngine();
    return figures;
  }

  close(): void {
    this.#delay.disable();
  }

  /** For the next reading, so that nothing waits for a file. */
  async #readEngine(): Promise<void> {
    const pid = this.#enginePid();
    this.#engineBytes = pid === undefined ? undefined : await residentBytes(pid);
  }
}

/** Memory of a process as Linux tells it; undefined elsewhere, and of a process that is gone. */
async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1_024;
  } catch {
    return undefined;
  }
}
