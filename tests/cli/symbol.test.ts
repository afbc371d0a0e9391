import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, newPlace, type Place } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

const symbol = (...args: string[]) => deskbook(place, ['symbol', ...args]);

describe('symbol --json', () => {
  it('of a future', async () => {
    const outcome = await symbol('TYU5 Comdty', '--json');
    expect({ code: outcome.code, answer: jsonOf(outcome) }).toEqual({
      code: 0,
      answer: {
        input: 'TYU5 Comdty',
        symbology: 'bloomberg',
        instrument: 'ZNU5',
        translations: {
          bloomberg: 'TYU5 Comdty',
          cme: 'ZNU5',
          actantrisk: 'XCME.ZN.SEP25',
          actanttrades: 'XCMEFFDPSX20250919U0ZN',
          actanttime: null,
          broker: 'SEP 25 CBT 10YR TNOTE',
          pricingmonkey: 'TYU5',
          tt: 'ZN Sep25',
          projectx: 'CON.F.US.TYA.U25',
          kite: null,
          upstox: null,
        },
        reasons: {
          actanttime: 'actanttime writes no futures.',
          kite: 'kite writes no contracts that are named by their month.',
          upstox: 'upstox writes no contracts that are named by their month.',
        },
        contract: {
          kind: 'future',
          root: 'ZN',
          deliveryMonth: '2025-09',
          expiry: '2025-09-19',
          roll: '2025-08-28',
          tick: 0.015625,
          tickValue: 15.625,
        },
      },
    });
  });

  it('of an option, in the one translation asked for', async () => {
    const outcome = await symbol('XCME.VY3.21JUL25.111:75.C', '--to', 'bloomberg', '--json');
    expect({ code: outcome.code, answer: jsonOf(outcome) }).toEqual({
      code: 0,
      answer: {
        input: 'XCME.VY3.21JUL25.111:75.C',
        symbology: 'actantrisk',
        instrument: 'VY3N5 C11175',
        translations: { bloomberg: 'VBYN25C3 111.750 Comdty' },
        reasons: {},
        contract: {
          kind: 'option',
          root: 'ZN',
          series: 'VY3',
          expiry: '2025-07-21',
          expires: '2025-07-21T19:00:00.000Z',
          underlying: 'ZNU5',
          strike: 111.75,
          right: 'call',
        },
      },
    });
  });

  it('of an option of India', async () => {
    const outcome = await symbol('nifty26n1726000ce', '--to', 'upstox', '--json');
    expect({ code: outcome.code, answer: jsonOf(outcome) }).toEqual({
      code: 0,
      answer: {
        input: 'nifty26n1726000ce',
        symbology: 'kite',
        instrument: 'NIFTY17NOV26C26000',
        translations: { upstox: 'NIFTY 26000 CE 17 NOV 26' },
        reasons: {},
        contract: {
          kind: 'dated',
          root: 'NIFTY',
          exchange: 'NFO',
          expiry: '2026-11-17',
          strike: 26_000,
          right: 'call',
          tick: 0.05,
          tickValue: 0.05,
          lot: 65,
          freezeQuantity: 1_800,
        },
      },
    });
  });

  it('of the contract that most trade', async () => {
    const outcome = await symbol('--active', 'CON.F.US.MNQ.H26=40000', 'MNQZ5=900000/7', '--json');
    expect({ code: outcome.code, answer: jsonOf(outcome) }).toEqual({
      code: 0,
      answer: { instrument: 'MNQZ5', volume: 900_000, openInterest: 7 },
    });
  });
});

it('reads words that were not quoted', async () => {
  expect(await symbol('ZN', 'Sep25', '--to', 'cme')).toMatchObject({ code: 0, stdout: 'ZNU5\n' });
});

it('tells a person what there is and why not', async () => {
  const { stdout } = await symbol('WY3Q5');
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    'WY3Q5, read as cme',
    '  bloomberg     ∅ WY3 of 2025-08-20 has no strike here, and bloomberg writes none without one.',
    '  cme           WY3Q5',
  ]);
});

it.each<[string[], number, string]>([
  [
    ['TYV6 Comdty', '--from', 'bloomberg'],
    1,
    '"TYV6 Comdty" is no symbol of bloomberg that is known here. Did you mean TYH6 Comdty, TYM6 Comdty or TYU6 Comdty?',
  ],
  [
    ['XCME.ZN.N.G.20AUG25', '--to', 'bloomberg'],
    1,
    'WY3 of 2025-08-20 has no strike here, and bloomberg writes none without one.',
  ],
  [['ZN', '--to', 'cmee'], 2, 'There is no symbology "cmee". Did you mean cme?'],
  [['--active', 'ZNZ6'], 2, '--active takes CONTRACT=VOLUME or CONTRACT=VOLUME/OPEN_INTEREST; got "ZNZ6".'],
  [['--active', 'ZNZ6=1', 'ESZ6=2'], 2, '--active compares contracts of one product; these are ZN, ES.'],
])('%s fails with %i', async (args, code, sentence) => {
  const result = await symbol(...args);
  expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: '' });
  expect(result.stderr).toContain(sentence);
});
