import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import type { SpanRecord } from '../../../core/trace/span-record.ts';
import { nodePlatform } from '../../../server/trace/platform.ts';
import { tracer } from '../../../server/trace/tracer.ts';

const { sink } = tracer;
afterEach(() => {
  tracer.sink = sink;
});

describe('the tracer of a process', () => {
  it('records without being configured, by a clock that goes on and with an id of its own', async () => {
    const records: SpanRecord[] = [];
    tracer.sink = { put: (record) => records.push(record) };
    const before = tracer.platform.now();
    const wait = tracer.monitor(
      async (milliseconds: number) => {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        return tracer.current();
      },
      { name: 'wait', capture: { usage: true } },
    );
    const seen = await wait(5);
    const [record] = records;
    if (record === undefined) throw new Error('Nothing was recorded.');
    const { traceId, spanId } = tracer.idsOf(record);
    expect(seen).toEqual({ traceId, spanId });
    expect(record.start).toBeGreaterThanOrEqual(before);
    expect(record.duration).toBeGreaterThan(3);
    expect(record.start + record.duration * 1_000).toBeLessThanOrEqual(tracer.platform.now());
    expect(record.cpu).toBeGreaterThanOrEqual(0);
    expect(typeof record.memory).toBe('number');
    expect(nodePlatform().origin).not.toBe(tracer.platform.origin);
  });

  it.each([
    ['off', 'false'],
    ['on', 'true'],
    [undefined, 'true'],
  ])('with DESKBOOK_TRACE %s is enabled: %s', async (value, enabled) => {
    const { DESKBOOK_TRACE: _, ...environment } = process.env;
    const file = path.join(import.meta.dirname, '../../../server/trace/tracer.ts');
    const built = await build({
      stdin: {
        contents: `import { tracer } from ${JSON.stringify(file)}; console.log(tracer.enabled);`,
        resolveDir: '/',
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      write: false,
    });
    const script = built.outputFiles[0]?.text ?? '';
    const env = value === undefined ? environment : { ...environment, DESKBOOK_TRACE: value };
    expect(execFileSync(process.execPath, ['-'], { input: script, env, encoding: 'utf8' }).trim()).toBe(enabled);
  });
});
