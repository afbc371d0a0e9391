import { expect, test } from 'vitest';
import { open } from './opened.ts';

test('who listens and throws ends nothing, and is told of', async () => {
  const at = await open({ roots: ['ES'] });
  at.venue.onEvents(() => {
    throw new Error('a listener gave up');
  });
  const id = at.place();
  await at.until(() => at.order(id).status === 'filled');
  expect(at.log).toContain('What the gateway told was not taken: a listener gave up');
  expect(at.venue.health().state).toBe('connected');
});
