import { type Context, Hono } from 'hono';
import { DAY, type Instant, MINUTE } from '../../../../core/model/time.ts';
import type { FaultyEnv } from '../../faults/calls.ts';
import { failure, type Problem, success } from '../answers.ts';
import type { Listed } from '../catalog/catalog.ts';
import { dayOf, dayStart } from '../india.ts';
import { candlesOf, type Unit } from '../market/candles.ts';
import type { UpstoxParts } from '../parts.ts';

interface Frame {
  readonly unit: Unit;
  readonly units: number;
}

/** The most of each unit that is asked for at once, and how many days an answer may span. */
const units: Readonly<Record<string, { readonly most: number; days(units: number): number }>> = {
  minutes: { most: 300, days: (count) => (count <= 15 ? 31 : 92) },
  hours: { most: 5, days: () => 92 },
  days: { most: 1, days: () => 3_653 },
  weeks: { most: 1, days: () => Number.POSITIVE_INFINITY },
  months: { most: 1, days: () => Number.POSITIVE_INFINITY },
};
const isUnit = (text: string): text is Unit => text in units;

/** The second version's names, and how many days there are where nobody says from when on. */
const intervals: Readonly<Record<string, Frame & { readonly days: number }>> = {
  '1minute': { unit: 'minutes', units: 1, days: 31 },
  '30minute': { unit: 'minutes', units: 30, days: 366 },
  day: { unit: 'days', units: 1, days: 366 },
  week: { unit: 'weeks', units: 1, days: 3_653 },
  month: { unit: 'months', units: 1, days: 3_653 },
};

/** Candles of days that are over, and of today. */
export function historyRoutes({ exchange, catalog, clock }: UpstoxParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();

  const listedOf = (key: string): Listed | Problem => {
    if (!/^[A-Z]+_[A-Z]+\|.+$/.test(key)) return { code: 'UDAPI1021', path: 'instrument_key', value: key };
    return catalog.byKey(key) ?? { code: 'UDAPI100011', path: 'instrument_key', value: key };
  };

  const candles = ({ instrument }: Listed, { unit, units: count }: Frame, from: Instant, to: Instant): Response =>
    success({ candles: candlesOf(exchange.bars(instrument.id, from, to), unit, count) });

  /** Days that are over, both included; `span` is the most of them. */
  const past = (key: string, frame: Frame, to: string, from: string | undefined, span: number): Response => {
    const listed = listedOf(key);
    if ('code' in listed) return failure(listed);
    const last = dayStart(to);
    const first = from === undefined ? (((last ?? 0) - Math.min(span, 400) * DAY) as Instant) : dayStart(from);
    if (last === undefined || first === undefined || first > last)
      return failure({
        code: 'UDAPI1015',
        path: last === undefined ? 'to_date' : 'from_date',
        value: last === undefined ? to : from,
      });
    if (from !== undefined && (last - first) / DAY > span)
      return failure({ code: 'UDAPI1148', path: 'from_date', value: from });
    const today = dayStart(dayOf(clock.now())) ?? last;
    return candles(listed, frame, first, Math.min(last + DAY, today) as Instant);
  };

  const today = (key: string, frame: Frame): Response => {
    const listed = listedOf(key);
    if ('code' in listed) return failure(listed);
    const now = clock.now();
    return candles(listed, frame, dayStart(dayOf(now)) ?? now, (now + MINUTE) as Instant);
  };

  const frameOf = (unit: string, interval: string): Frame | Problem => {
    if (!isUnit(unit)) return { code: 'UDAPI1146', path: 'unit', value: unit };
    const count = Number(interval);
    const isWithin = Number.isInteger(count) && count >= 1 && count <= (units[unit]?.most ?? 0);
    return isWithin ? { unit, units: count } : { code: 'UDAPI1147', path: 'interval', value: interval };
  };

  routes.get('/v3/historical-candle/intraday/:key/:unit/:interval', ({ req }) => {
    const { key, unit, interval } = req.param();
    const frame = frameOf(unit, interval);
    if ('code' in frame) return failure(frame);
    return frame.unit === 'weeks' || frame.unit === 'months'
      ? failure({ code: 'UDAPI1146', path: 'unit', value: unit })
      : today(key, frame);
  });
  const pastV3 = ({ req }: Context<FaultyEnv>): Response => {
    const { key = '', unit = '', interval = '', to = '', from } = req.param() as Readonly<Record<string, string>>;
    const frame = frameOf(unit, interval);
    if ('code' in frame) return failure(frame);
    return past(key, frame, to, from, units[unit]?.days(frame.units) ?? 0);
  };
  routes.get('/v3/historical-candle/:key/:unit/:interval/:to', pastV3);
  routes.get('/v3/historical-candle/:key/:unit/:interval/:to/:from', pastV3);

  routes.get('/v2/historical-candle/intraday/:key/:interval', ({ req }) => {
    const { key, interval } = req.param();
    const frame = intervals[interval];
    return frame?.unit === 'minutes'
      ? today(key, frame)
      : failure({ code: 'UDAPI1020', path: 'interval', value: interval });
  });
  const pastV2 = ({ req }: Context<FaultyEnv>): Response => {
    const { key = '', interval = '', to = '', from } = req.param() as Readonly<Record<string, string>>;
    const frame = intervals[interval];
    return frame
      ? past(key, frame, to, from, frame.days)
      : failure({ code: 'UDAPI1020', path: 'interval', value: interval });
  };
  routes.get('/v2/historical-candle/:key/:interval/:to', pastV2);
  routes.get('/v2/historical-candle/:key/:interval/:to/:from', pastV2);
  return routes;
}
