import { expect, test } from 'vitest';
import { deskSession } from '../../../core/calendar/desk-session.ts';

test.each([
  [['nse', 'nse'], 'nse'],
  [['nse', 'cme'], 'cme'],
  [['cme'], 'cme'],
  [['utc'], 'cme'],
  [[], 'cme'],
] as const)('a desk of %j has the days of %s', (sessions, session) => {
  expect(deskSession(sessions.map((each) => ({ session: each })))).toBe(session);
});
