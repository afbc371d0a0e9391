import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../../config/explain.ts';
import { loadFaultPlan, readFaultPlan } from '../../../../server/simulators/faults/plan.ts';

const wrong: [value: unknown, sentence: string][] = [
  [{ rules: [] }, 'plan.json: seed: Invalid input: expected string, received undefined.'],
  [
    { seed: 'a', rules: [{ fault: { kind: 'latency', milliseconds: 5 }, shar: 1 }] },
    'plan.json: rules.0.share: Invalid input: expected number, received undefined.\nplan.json: rules.0.shar is no setting. Did you mean share?',
  ],
  [
    { seed: 'a', rules: [{ fault: { kind: 'missing' }, share: 2 }] },
    'plan.json: rules.0.share: Too big: expected number to be <=1.',
  ],
  [
    { seed: 'a', rules: [{ fault: { kind: 'status', status: 418 }, share: 1 }] },
    'plan.json: rules.0.fault.status: Invalid option: expected one of 401|403|408|429|500|502|503.',
  ],
  [
    { seed: 'a', rules: [{ fault: { kind: 'missing' }, share: 1, after: 10, until: 10 }] },
    'plan.json: rules.0.until: until is not later than after, so the rule is never in force.',
  ],
];

describe('the file of a plan', () => {
  it('is read as it stands', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-faults-'));
    const plan = {
      seed: 'a',
      rules: [
        {
          at: '/ttledger/*',
          fault: { kind: 'status', status: 429, retryAfter: 2 },
          share: 0.5,
          times: 3,
          after: 1,
          until: 9,
        },
        { fault: { kind: 'deaf', milliseconds: 100 }, share: 1 },
      ],
    };
    await writeFile(path.join(folder, 'plan.json'), JSON.stringify(plan));
    expect(await loadFaultPlan(path.join(folder, 'plan.json'))).toEqual(plan);
    await writeFile(path.join(folder, 'plan.json'), '{"seed"');
    await expect(loadFaultPlan(path.join(folder, 'plan.json'))).rejects.toThrow(/plan\.json: is no JSON/);
    await expect(loadFaultPlan(path.join(folder, 'none.json'))).rejects.toThrow(/none\.json: cannot be read/);
  });

  it.each(wrong)('that is wrong is told with its place: %j', (value, sentence) => {
    expect(() => readFaultPlan(value, 'plan.json')).toThrow(new ConfigError('', [sentence]).message.replace(/^: /, ''));
  });
});
