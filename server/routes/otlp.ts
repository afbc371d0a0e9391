import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Unreadable } from '../../core/trace/otlp/read-traces.ts';
import { BodyProblem, decoded, type Encoding, encoded, encodingOf, inflated, largestBody } from '../otlp/body.ts';
import type { MessageName } from '../otlp/protobuf.ts';
import type { OtlpReceiver, Received } from '../otlp/receive.ts';

/** `INVALID_ARGUMENT` of `google.rpc.Code`. */
const invalid = 3;
const types: Readonly<Record<Encoding, string>> = { json: 'application/json', protobuf: 'application/x-protobuf' };

const answer = async (
  status: number,
  message: Readonly<Record<string, unknown>>,
  encoding: Encoding,
  name: MessageName,
) => new Response(await encoded(message, encoding, name), { status, headers: { 'content-type': types[encoding] } });

/** Spans and logs of other programs, by the OpenTelemetry protocol over HTTP: JSON or Protobuf. */
export function otlpRoutes(receiver: OtlpReceiver): Hono {
  const app = new Hono();
  const limit = bodyLimit({
    maxSize: largestBody,
    onError: (context) => {
      const message = `The body is larger than ${largestBody / 1_000_000} MB; send smaller batches.`;
      return answer(413, { code: invalid, message }, encodingOf(context.req.header('content-type')), 'Status');
    },
  });
  const take = async (
    request: Request,
    names: readonly [request: MessageName, response: MessageName],
    receive: (message: unknown) => Promise<Received>,
    rejectedName: string,
  ): Promise<Response> => {
    const encoding = encodingOf(request.headers.get('content-type') ?? undefined);
    try {
      const bytes = new Uint8Array(await request.arrayBuffer());
      const body = await inflated(bytes, request.headers.get('content-encoding') ?? undefined);
      const { rejected, message } = await receive(await decoded(body, encoding, names[0]));
      const partialSuccess = { [rejectedName]: String(rejected), errorMessage: message };
      return answer(200, rejected === 0 ? {} : { partialSuccess }, encoding, names[1]);
    } catch (error) {
      if (!(error instanceof BodyProblem || error instanceof Unreadable)) throw error;
      const status = error instanceof BodyProblem ? error.status : 400;
      return answer(status, { code: invalid, message: error.message }, encoding, 'Status');
    }
  };
  app.post('/v1/traces', limit, ({ req }) =>
    take(req.raw, ['ExportTraceServiceRequest', 'ExportTraceServiceResponse'], receiver.traces, 'rejectedSpans'),
  );
  app.post('/v1/logs', limit, ({ req }) =>
    take(req.raw, ['ExportLogsServiceRequest', 'ExportLogsServiceResponse'], receiver.logs, 'rejectedLogRecords'),
  );
  return app;
}
