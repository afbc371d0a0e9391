/** Where a trace stands by itself. An instant at which it was under way, microseconds since 1970, has it found sooner. */
export const traceAddress = (trace: string, near?: number): string =>
  `/traces/${encodeURIComponent(trace)}${near === undefined ? '' : `?near=${near}`}`;

/** Where the newest trace about something is found: `order T-17`, `cell morning/zn`. The page there says so where there is none. */
export const traceOfAddress = (subject: string): string => `/traces/of?subject=${encodeURIComponent(subject)}`;

export const orderTraceAddress = (clientOrderId: string): string => traceOfAddress(`order ${clientOrderId}`);
