import { describe, expect, it } from 'vitest';
import { type Arm, type ArmEvent, arm, disarmed, nextChange } from '../../../cells/ladder/arm.ts';

const folded = (...events: ArmEvent[]): Arm => events.reduce(arm, disarmed);
const armedAt400: ArmEvent[] = [
  { type: 'press', at: 0 },
  { type: 'time', at: 400 },
];

describe('arm', () => {
  const cases: [name: string, events: ArmEvent[], expected: Arm][] = [
    ['begins disarmed', [], disarmed],
    [
      'a tap does not arm',
      [
        { type: 'press', at: 0 },
        { type: 'release', at: 399 },
      ],
      disarmed,
    ],
    ['held for 400 ms it arms', armedAt400, { armed: true, heldSince: 0, usedAt: 400, size: 1 }],
    [
      'a late timer is no different from the release',
      [
        { type: 'press', at: 0 },
        { type: 'release', at: 400 },
      ],
      { armed: true, heldSince: null, usedAt: 400, size: 1 },
    ],
    [
      'a repeated key does not begin anew',
      [
        { type: 'press', at: 0 },
        { type: 'press', at: 300 },
        { type: 'time', at: 400 },
      ],
      { armed: true, heldSince: 0, usedAt: 400, size: 1 },
    ],
    [
      'escape disarms and the held key does not arm again',
      [...armedAt400, { type: 'disarm', at: 500 }, { type: 'time', at: 2_000 }],
      disarmed,
    ],
    ['30 s without use disarm', [...armedAt400, { type: 'time', at: 30_400 }], disarmed],
    [
      'use keeps it armed',
      [...armedAt400, { type: 'release', at: 500 }, { type: 'use', at: 30_000 }, { type: 'time', at: 59_999 }],
      { armed: true, heldSince: null, usedAt: 30_000, size: 1 },
    ],
    [
      'a use that comes too late finds it disarmed',
      [...armedAt400, { type: 'use', at: 30_400 }],
      { armed: false, heldSince: null, usedAt: 30_400, size: 1 },
    ],
    [
      'a size is kept over disarming',
      [...armedAt400, { type: 'size', size: 25, at: 600 }, { type: 'disarm', at: 700 }],
      { armed: false, heldSince: null, usedAt: 600, size: 25 },
    ],
  ];
  it.each(cases)('%s', (_, events, expected) => {
    const { armed, heldSince, size } = folded(...events);
    expect({ armed, heldSince, size }).toEqual({
      armed: expected.armed,
      heldSince: expected.heldSince,
      size: expected.size,
    });
  });

  it('says when time alone will change it', () => {
    expect(nextChange(disarmed, 0)).toBeUndefined();
    expect(nextChange(folded({ type: 'press', at: 0 }), 100)).toBe(300);
    expect(nextChange(folded(...armedAt400), 1_400)).toBe(29_000);
  });
});
