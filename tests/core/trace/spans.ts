import { type Captured, Printed, type ProcessInfo, type SpanRecord } from '../../../core/trace/span-record.ts';

export const submit: ProcessInfo = {
  name: 'server/desk/desk.Desk.submit',
  group: 'desk.orders',
  parameters: ['side', 'quantity', 'options'],
  place: 'server/desk/desk.ts:120',
  source: 'submit(side, quantity, options) {}',
};

/** The n-th call of a program: a trace of its own, with what is given in place of that. */
export function span(n: number, over: Partial<SpanRecord> = {}): SpanRecord {
  return {
    process: submit,
    span: n,
    parent: 0,
    root: n,
    remote: undefined,
    depth: 0,
    start: n * 1_000,
    duration: 0.25,
    error: undefined,
    inputs: [],
    outputs: undefined,
    subject: `call ${n}`,
    cpu: undefined,
    memory: undefined,
    ...over,
  };
}

export const failed = (n: number, over: Partial<SpanRecord> = {}): SpanRecord =>
  span(n, { error: 'Error: no such order\n    at submit (server/desk/desk.ts:121:9)', ...over });

/** Two values by position, one by name, one result. */
export const busy = (n: number): SpanRecord =>
  span(n, {
    inputs: ['buy', n, new Printed('{urgent: true}')] satisfies Captured[],
    outputs: [['result', `T-${n}`]],
  });
