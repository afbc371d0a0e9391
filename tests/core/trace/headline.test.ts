import { expect, test } from 'vitest';
import { headline } from '../../../core/trace/headline.ts';

const python = 'Traceback (most recent call last):\n  File "curves.py", line 31, in fit\nValueError: no quote for 7Y\n';

test.each([
  ['nothing', '', ''],
  ['a message', 'no quote', 'no quote'],
  ['a stack', 'RangeError: too far\n    at fit (curves.ts:3:1)', 'RangeError: too far'],
  ['a stack with carriage returns', 'E: x\r\n  at y', 'E: x'],
  ['a traceback', python, 'ValueError: no quote for 7Y'],
])('of %s', (_, exception, expected) => expect(headline(exception)).toBe(expected));
