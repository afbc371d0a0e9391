import { describe, expect, it } from 'vitest';
import { spot as kind } from '../../../cells/spot/index.ts';
import { frames, spotValue } from '../../../cells/spot/server.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf } from '../live-topics.ts';
import { morningSpots, silentSpots, spotOf } from './fixture.ts';

const one = async (spots: unknown, props = {}) => (await framesOf(frames(props, contextOf({ spots }))))[0]!;

describe('frames of spot', () => {
  it('says price, source, age, state and why', async () => {
    const value = await one(morningSpots);
    const shown = value.rows.map(({ instrument, price, offGrid, source, age, state, why, problems }) => [
      instrument,
      price && price.handle + price.fraction,
      offGrid,
      source,
      age,
      state,
      why,
      problems,
    ]);
    expect(shown).toEqual([
      ['ZNZ6', "110'165", false, 'manual', '4 s', 'fresh', 'first in the order', []],
      [
        'ESZ6',
        '6123.375',
        true,
        'venue mid',
        'now',
        'fresh',
        'file is 12 min old',
        ['There is no file es.csv; config/spots.json names it.'],
      ],
      ['NIFTY', '24010.05', false, 'manual', '1 h', 'old', 'the only one', []],
    ]);
    expect(value.rows[0]?.note).toBe('the manual of the test: given as 110-16+ (plus), stated 2026-11-20 10:31:03 CST');
    expect(kind.caption?.(value)).toBe('2 of 3 fresh');
  });

  it('shows the instruments that are named, in their order, whether they have a spot or not', async () => {
    const { rows } = await one(silentSpots, { instruments: ['ES', 'zn'] });
    expect(rows.map(({ instrument, state, why }) => [instrument, state, why])).toEqual([
      ['ESZ6', 'none', 'nobody has stated one'],
      ['ZNZ6', 'none', 'no source has a price'],
    ]);
  });

  it('says of an unknown instrument what there is', async () => {
    await expect(one(morningSpots, { instruments: ['XX'] })).rejects.toThrow('There is no instrument "XX".');
  });

  it.each([
    ['morning', morningSpots],
    ['silent', silentSpots],
    ['chosen', { ...morningSpots, spots: [spotOf('ZNZ6', [{ source: 'manual', price: '110.5', age: 90 }], 'manual')] }],
    ['none', undefined],
  ])('has a golden form: %s', async (name, state) => {
    const find = contextOf({}).instrument;
    await expectGolden(kind, name, kind.value.parse(spotValue({}, state, find)), {});
  });
});
