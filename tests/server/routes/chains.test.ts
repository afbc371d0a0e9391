import { expect, test } from 'vitest';
import { machineClock } from '../../../core/clock.ts';
import { openChains } from '../../../server/chains/chains.ts';
import { chainRoutes } from '../../../server/routes/chains.ts';
import { RequestProblem } from '../../../server/routes/errors.ts';
import { OptionVenue, registry } from '../chains/listing-venue.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { openRemoteConsole } from '../monitors/remote-console.ts';

test('a chain by address, and what is wrong with one', async () => {
  const venue = new OptionVenue();
  const { desk, close } = await openRemoteConsole(temporaryFolder(), venue);
  const routes = chainRoutes(openChains({ desk, registry: () => registry, venue, clock: machineClock }));
  routes.onError((error, context) =>
    error instanceof RequestProblem ? context.json({ error: error.message }, error.status) : context.text('', 500),
  );
  const get = async (query: string) => {
    const response = await routes.request(`/api/chain?${query}`);
    return [response.status, await response.json()] as const;
  };
  const [status, report] = await get('root=nifty&expiry=2026-12-01&strikes=2');
  expect([status, report.atm, report.strikes.length]).toEqual([200, '25700', 5]);
  expect(await get('root=ZN')).toMatchObject([422, { error: expect.stringMatching(/^ZN has no option chain/) }]);
  expect(await get('root=NIFTY&strike=2')).toMatchObject([400, { error: expect.stringMatching(/"strike"/) }]);
  expect(await get('root=NIFTY&strikes=0')).toMatchObject([400, {}]);
  expect(await get('root=TCS')).toMatchObject([503, { error: expect.stringMatching(/lists no options on TCS/) }]);
  await close();
});
