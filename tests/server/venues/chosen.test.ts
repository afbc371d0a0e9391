import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { chosenVenue, credentialsOf, venueOf } from '../../../server/venues/chosen.ts';

const { venues } = await loadConfig('config');
const live = { TT_LIVE_APP_KEY: 'a', TT_LIVE_APP_SECRET: 'b' };

describe('a chosen venue', () => {
  it('is in the environment of the settings, with the words that the simulator takes', () => {
    expect(chosenVenue(venues, { name: 'tt' }, {})).toMatchObject({
      name: 'tt',
      environment: 'simulator',
      credentials: { appKey: 'simulator', appSecret: 'simulator-secret' },
    });
  });

  it('is in another where it is asked for, with what the variables hold', () => {
    expect(chosenVenue(venues, { name: 'tt', environment: 'live' }, live)).toMatchObject({
      environment: 'LIVE',
      credentials: { appKey: 'a', appSecret: 'b' },
      of: { path: 'ext_prod_live' },
    });
  });

  it('names the variables that are not set, and no value', () => {
    const some = { TT_LIVE_APP_KEY: 'key-of-mine' };
    expect(() => chosenVenue(venues, { name: 'tt', environment: 'LIVE' }, some)).toThrow(
      'tt in LIVE needs TT_LIVE_APP_SECRET in the environment. Set it and start Deskbook again.',
    );
    expect(credentialsOf(venueOf(venues, { name: 'tt', environment: 'UAT' }), { TT_UAT_APP_KEY: '' }).absent).toEqual([
      'TT_UAT_APP_KEY',
      'TT_UAT_APP_SECRET',
    ]);
  });

  const wrong: [venue: object, choice: { name: string; environment?: string }, sentence: string][] = [
    [{}, { name: 'ttt' }, 'venues.json has no venue "ttt". Did you mean tt?'],
    [
      {},
      { name: 'tt', environment: 'DEMO' },
      'tt has no environment "DEMO" in venues.json; it has simulator, SIM, UAT, LIVE.',
    ],
    [{ kind: 'ttx' }, { name: 'tt' }, 'tt.kind is "ttx" in venues.json; there are'],
    [
      { environments: { simulator: { address: 'ftp://x', path: 'ext_prod_sim' } } },
      { name: 'tt' },
      'venues.json: tt.environments.simulator.address: the address begins with http:// or https://.',
    ],
  ];
  it.each(wrong)('that cannot be is told in a sentence: %j %j', (venue, choice, sentence) => {
    const changed = { ...venues, tt: { ...venues.tt!, ...venue } };
    expect(() => venueOf(changed, choice)).toThrow(sentence);
  });
});
