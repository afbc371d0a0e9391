import { beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { type InstrumentRegistry, instrumentRegistry } from '../../../core/model/registry.ts';
import type { TradeDate } from '../../../core/model/time.ts';
import { contractsOfSettings } from '../../../server/contracts/of-settings.ts';
import { contractReports } from '../../../server/contracts/report.ts';
import { projectRoot } from '../../../server/paths.ts';

const [friday, rollDay] = ['2026-11-20', '2026-11-27'] as [TradeDate, TradeDate];

let registry: InstrumentRegistry;
let calendars: InstrumentRegistry['calendars'];
beforeAll(async () => {
  const config = await loadConfig(`${projectRoot}/config`);
  calendars = config.calendars;
  registry = instrumentRegistry(config.instruments, friday, calendars);
});

/** Reports of what a market with these volumes lists. */
function list(text: string, volumes: Readonly<Record<string, number>> = {}) {
  const traded: Instrument[] = Object.keys(volumes).map((id) => registry.resolve(id));
  const bus = { read: <T>(topic: string) => ({ sessionVolume: volumes[topic.replace('book.', '')] }) as T };
  const found = contractsOfSettings(text, registry, { bus, traded });
  return contractReports(found, registry, new Set(Object.keys(volumes)));
}
const ids = (text: string, volumes = {}) => list(text, volumes).map(({ instrument }) => instrument);
const fronts = (text: string, volumes = {}) =>
  list(text, volumes).flatMap(({ front, instrument }) => (front ? [instrument] : []));

describe('contracts of the settings', () => {
  it('are found by words of any of their names', () => {
    expect(ids('zn')).toEqual(['ZNZ6', 'ZNH7', 'ZNM7']);
    expect(ids('TYZ6 Comdty')).toEqual(['ZNZ6']);
    expect(ids('zn Dec26')).toEqual(['ZNZ6']);
    expect(ids('CON.F.US.EP.H27')).toEqual(['ESH7']);
    expect(ids('zn t-note')).toEqual(['ZNZ6', 'ZNH7', 'ZNM7']);
    expect(ids('10-year note')).toEqual(['TNZ6', 'ZNZ6', 'TNH7', 'TNM7', 'ZNH7', 'ZNM7']);
    // no MES, whose letters it ends
    expect(new Set(ids('ES').map((id) => id?.slice(0, 2)))).toEqual(new Set(['ES']));
    expect(ids('xyzzy')).toEqual([]);
  });

  it('without a text are all, each product with one front month, of which an index has none', () => {
    const all = list('');
    expect(all.length).toBe(registry.active().length);
    const months = new Set(registry.active().flatMap(({ root, deliveryMonth }) => (deliveryMonth ? [root] : [])));
    expect(all.filter(({ front }) => front).length).toBe(months.size);
    expect(all.find(({ instrument }) => instrument === 'NIFTY')).toMatchObject({ front: false, aliases: {} });
  });

  it('stand in the order of what traded, and the most traded one is the front month', () => {
    expect(ids('ZN', { ZNZ6: 5, ZNH7: 9 })).toEqual(['ZNH7', 'ZNZ6', 'ZNM7']);
    expect(fronts('ZN', { ZNZ6: 5, ZNH7: 9 })).toEqual(['ZNH7']);
    expect(fronts('ZN', { ZNZ6: 5, ZNH7: 5 })).toEqual(['ZNZ6']);
  });

  it('have the front month of the roll rule where nothing traded: the next one from the roll day on', () => {
    expect(fronts('ZN', { ZNZ6: 0 })).toEqual(['ZNZ6']);
    registry = instrumentRegistry(registry.definitions, rollDay, calendars);
    expect(fronts('ZN')).toEqual(['ZNH7']);
    registry = instrumentRegistry(registry.definitions, friday, calendars);
  });

  it('have a market though they are not listed any more, as in a recording', () => {
    expect(ids('ZNU5', { ZNU5: 7 })).toEqual(['ZNU5']);
  });

  it('say all that is known', () => {
    expect(list('ZNZ6', { ZNZ6: 1_200 })).toEqual([
      {
        instrument: 'ZNZ6',
        name: 'ZNZ6',
        id: 'ZNZ6',
        about: '10-Year T-Note',
        front: true,
        active: true,
        traded: true,
        tick: '0.015625',
        tickValue: '15.625',
        lastTradeDate: '2026-12-21',
        rollDate: '2026-11-27',
        volume: 1_200,
        openInterest: null,
        aliases: {
          bloomberg: 'TYZ6 Comdty',
          cme: 'ZNZ6',
          actantrisk: 'XCME.ZN.DEC26',
          actanttrades: 'XCMEFFDPSX20261221Z0ZN',
          broker: 'DEC 26 CBT 10YR TNOTE',
          pricingmonkey: 'TYZ6',
          tt: 'ZN Dec26',
          projectx: 'CON.F.US.TYA.Z26',
        },
      },
    ]);
  });
});
