import { SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { AlwaysOffSampler, BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

const QUEUE = 65_536;

/** OpenTelemetry as its users run it, with an exporter that lets everything go at once. `flush` hands it what waits. */
export function openTelemetry(sampled: boolean): { readonly tracer: Tracer; readonly flush: () => Promise<void> } {
  const processor = new BatchSpanProcessor(
    { export: (_, done) => done({ code: 0 }), shutdown: async () => {} },
    { maxQueueSize: QUEUE, maxExportBatchSize: 512, scheduledDelayMillis: 3_600_000 },
  );
  const provider = new NodeTracerProvider({
    spanProcessors: [processor],
    ...(sampled ? {} : { sampler: new AlwaysOffSampler() }),
  });
  if (sampled) provider.register();
  return { tracer: provider.getTracer('bench'), flush: () => processor.forceFlush() };
}

/** An active span with the attributes that a monitored call has: group, arguments, result or error. */
export function traced<A extends readonly (string | number | boolean)[], R extends string | number | boolean>(
  tracer: Tracer,
  name: string,
  parameters: readonly string[],
  work: (...args: A) => R,
): (...args: A) => R {
  return (...args) =>
    tracer.startActiveSpan(name, (span) => {
      span.setAttribute('group', 'bench');
      for (let n = 0; n < args.length; n++) span.setAttribute(parameters[n] ?? `arg_${n}`, args[n] ?? '');
      try {
        const result = work(...args);
        span.setAttribute('result', result);
        return result;
      } catch (error) {
        span.recordException(error instanceof Error ? error : String(error));
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
}

/** The same of an async function. */
export function tracedAsync<A extends readonly (string | number | boolean)[], R extends string | number | boolean>(
  tracer: Tracer,
  name: string,
  parameters: readonly string[],
  work: (...args: A) => Promise<R>,
): (...args: A) => Promise<R> {
  return (...args) =>
    tracer.startActiveSpan(name, async (span) => {
      span.setAttribute('group', 'bench');
      for (let n = 0; n < args.length; n++) span.setAttribute(parameters[n] ?? `arg_${n}`, args[n] ?? '');
      try {
        const result = await work(...args);
        span.setAttribute('result', result);
        return result;
      } catch (error) {
        span.recordException(error instanceof Error ? error : String(error));
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
}

/** What was registered for the whole process is taken back. */
export const endOpenTelemetry = (): void => {
  trace.disable();
};
