import { expect, test } from 'vitest';
import { frameLength, parseFrame } from '../../../core/bars/frame.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../core/model/time.ts';

test.each([
  ['5s', 5, 's', 5 * SECOND],
  ['1m', 1, 'm', MINUTE],
  ['15m', 15, 'm', 15 * MINUTE],
  ['90m', 90, 'm', 90 * MINUTE],
  ['4h', 4, 'h', 4 * HOUR],
  ['24h', 24, 'h', DAY],
  ['1d', 1, 'd', undefined],
  ['1w', 1, 'w', undefined],
  // a month, and not the minute that it is where case is lost
  ['1M', 1, 'M', undefined],
])('%s', (text, count, unit, length) => {
  const frame = parseFrame(text);
  expect([frame, frameLength(frame)]).toEqual([{ text, count, unit }, length]);
});

test.each(['0m', 'm5', '5x', '5', 'm', '', '05m', '1.5h', '-1m', '1D', '5 m', '5m ', '1_000m', '100000m'])(
  '"%s" is no frame',
  (text) => {
    expect(() => parseFrame(text)).toThrow(
      `a frame is a number and s, m, h, d, w or M, as in 5m, 4h or 1d; it is none at character 1 of "${text}"`,
    );
  },
);

test.each([
  ['25h', 'a frame in h goes up to a day, which is 1d; it is longer at character 1 of "25h"'],
  ['1441m', 'a frame in m goes up to a day, which is 1d; it is longer at character 1 of "1441m"'],
  ['1001w', 'a frame in w goes up to 1000w; it is longer at character 1 of "1001w"'],
])('%s is too long', (text, message) => {
  expect(() => parseFrame(text)).toThrow(message);
});
