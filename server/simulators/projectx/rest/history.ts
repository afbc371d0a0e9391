import { z } from 'zod';
import { DAY, type Instant } from '../../../../core/model/time.ts';
import { barAround, barRows, isUnit, MOST_BARS } from '../bars.ts';
import { BarsError, BarUnit } from '../codes.ts';
import { type Endpoint, endpoint, failed, succeeded } from './endpoint.ts';
import { instantField } from './fields.ts';

/** As far back as the exchange's minutes go. */
const PAST = 90 * DAY;

const bodySchema = z.object({
  contractId: z.string().default(''),
  live: z.boolean().default(false),
  startTime: instantField,
  endTime: instantField,
  unit: z.int().default(0),
  unitNumber: z.int().default(0),
  limit: z.int().default(0),
  includePartialBar: z.boolean().default(false),
});

export const historyEndpoints: readonly Endpoint[] = [
  endpoint('History/retrieveBars', {
    body: bodySchema,
    payload: 'bars',
    limit: 'history',
    answer(body, { clock, contracts, exchange, seconds }) {
      const { unit, unitNumber: units, limit } = body;
      const contract = contracts.find(body.contractId);
      if (contract === undefined) return failed(BarsError.contractNotFound, { bars: null });
      if (!isUnit(unit)) return failed(BarsError.unitInvalid, { bars: null });
      if (units < 1) return failed(BarsError.unitNumberInvalid, { bars: null });
      if (limit < 1 || limit > MOST_BARS) return failed(BarsError.limitInvalid, { bars: null });
      const now = clock.now();
      const from = Math.max(body.startTime, now - PAST) as Instant;
      const to = Math.min(body.endTime, now) as Instant;
      if (from >= to) return succeeded({ bars: [] });
      // a bar has all of its trades, those before the window too
      const { start } = barAround(from, unit, units);
      const { end } = barAround(to, unit, units);
      const { id } = contract.instrument;
      const fine = unit === BarUnit.second ? seconds.between(id, start, end) : exchange.bars(id, start, end);
      const wanted = {
        from: body.startTime,
        to: body.endTime,
        unit,
        units,
        limit,
        partial: body.includePartialBar,
        now,
      };
      return succeeded({ bars: barRows(fine, wanted) });
    },
  }),
];
