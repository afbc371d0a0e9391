import type { Tracer } from '../../core/trace/port.ts';
import { createTracer } from '../../core/trace/tracer.ts';
import { nodePlatform } from './platform.ts';

/** The tracer of this process, or of this thread: everything is recorded as soon as a store takes its records, unless `DESKBOOK_TRACE` is `off`. */
export const tracer: Tracer = createTracer(nodePlatform(), { put() {} });
tracer.enabled = process.env.DESKBOOK_TRACE !== 'off';
