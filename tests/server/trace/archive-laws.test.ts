import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HOUR, instant, MINUTE } from '../../../core/model/time.ts';
import { ArchiveLab, archived } from './archive-lab.ts';
import { begin } from './rows.ts';

const doing = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), minutes: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ kind: fc.constant('step' as const), times: fc.integer({ min: 1, max: 6 }), wait: fc.nat(120) }),
  fc.record({ kind: fc.constantFrom('settle' as const, 'restart' as const, 'new engine' as const) }),
);

it('what was written is seen once at every moment, in the store or in the archive, whatever ends when', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 6, maxLength: 14 }), async (steps) => {
      const lab = new ArchiveLab();
      let written = 0;
      try {
        lab.open({ keep: { hours: 1 } });
        for (const step of steps) {
          const now = begin + written * MINUTE;
          if (step.kind === 'write') {
            lab.write(written, step.minutes);
            written += step.minutes;
          } else if (step.kind === 'step') {
            for (let time = 0; time < step.times; time++) {
              lab.housekeeping?.step(instant(now));
              await new Promise((resolve) => setTimeout(resolve, step.wait / step.times));
            }
          } else if (step.kind === 'settle') await lab.settle(now);
          else if (step.kind === 'restart') lab.open({ keep: { hours: 1 } });
          else await lab.lab.reopen();
          for (const table of archived) expect(await lab.seen(table)).toEqual([String(written), String(written)]);
        }
        // The clock has leapt by more than is believed at once.
        await lab.settle(begin + written * MINUTE + 4 * HOUR);
        await lab.settle(begin + written * MINUTE + 4 * HOUR + 10 * MINUTE);
        for (const table of archived) expect(await lab.seen(table)).toEqual([String(written), String(written)]);
        expect(lab.stored()).toBeLessThanOrEqual(1);
      } finally {
        await lab.dispose();
      }
    }),
    { numRuns: 4, seed: 20261120 },
  );
}, 120_000);
