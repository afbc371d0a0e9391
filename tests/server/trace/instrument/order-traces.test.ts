import { expect, test } from 'vitest';
import type { ClientOrderId } from '../../../../core/model/ids.ts';
import { OrderTraces } from '../../../../server/trace/instrument/order-traces.ts';
import { recording } from '../../../core/trace/recording.ts';

const d1 = 'D1' as ClientOrderId;
const nothing = { inputs: {} };

test('what happens to an order later belongs to the trace in which it was asked for', () => {
  const { tracer, records } = recording();
  const orders = new OrderTraces(tracer);
  tracer.span('submit', nothing, () => orders.within(d1, () => tracer.span('intended', nothing, () => undefined)));
  orders.within(d1, () => tracer.span('filled', nothing, () => undefined));
  orders.within('D2' as ClientOrderId, () => tracer.span('another', nothing, () => undefined));
  const ids = new Map(records.map((record) => [record.process.name, tracer.idsOf(record)]));
  const submitted = ids.get('submit');
  expect(ids.get('intended')).toMatchObject({ traceId: submitted?.traceId, parentSpanId: submitted?.spanId });
  expect(ids.get('filled')).toMatchObject({ traceId: submitted?.traceId, parentSpanId: submitted?.spanId });
  expect(ids.get('another')?.traceId).not.toBe(submitted?.traceId);
});

test('another request about the order keeps its own trace', () => {
  const { tracer, records } = recording();
  const orders = new OrderTraces(tracer);
  tracer.span('submit', nothing, () => orders.within(d1, () => undefined));
  tracer.span('cancel', nothing, () => orders.within(d1, () => tracer.span('asked', nothing, () => undefined)));
  const [submit, asked, cancel] = records.map((record) => tracer.idsOf(record).traceId);
  expect(asked).toBe(cancel);
  expect(cancel).not.toBe(submit);
});
