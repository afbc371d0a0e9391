import type { INamespace } from 'protobufjs/light.js';

const field = (id: number, type: string) => ({ id, type });
const many = (id: number, type: string) => ({ id, type, rule: 'repeated' });

/**
 * The messages of the OpenTelemetry protocol 1.x that are read and answered here, with the numbers of their fields, and `google.rpc.Status`. What is not
 * listed is skipped; an enum is its number.
 */
export const messages: INamespace = {
  nested: {
    AnyValue: {
      oneofs: {
        value: {
          oneof: ['stringValue', 'boolValue', 'intValue', 'doubleValue', 'arrayValue', 'kvlistValue', 'bytesValue'],
        },
      },
      fields: {
        stringValue: field(1, 'string'),
        boolValue: field(2, 'bool'),
        intValue: field(3, 'int64'),
        doubleValue: field(4, 'double'),
        arrayValue: field(5, 'ArrayValue'),
        kvlistValue: field(6, 'KeyValueList'),
        bytesValue: field(7, 'bytes'),
      },
    },
    ArrayValue: { fields: { values: many(1, 'AnyValue') } },
    KeyValueList: { fields: { values: many(1, 'KeyValue') } },
    KeyValue: { fields: { key: field(1, 'string'), value: field(2, 'AnyValue') } },
    InstrumentationScope: { fields: { name: field(1, 'string'), version: field(2, 'string') } },
    Resource: { fields: { attributes: many(1, 'KeyValue') } },
    ExportTraceServiceRequest: { fields: { resourceSpans: many(1, 'ResourceSpans') } },
    ResourceSpans: { fields: { resource: field(1, 'Resource'), scopeSpans: many(2, 'ScopeSpans') } },
    ScopeSpans: { fields: { scope: field(1, 'InstrumentationScope'), spans: many(2, 'Span') } },
    Span: {
      fields: {
        traceId: field(1, 'bytes'),
        spanId: field(2, 'bytes'),
        parentSpanId: field(4, 'bytes'),
        name: field(5, 'string'),
        kind: field(6, 'int32'),
        startTimeUnixNano: field(7, 'fixed64'),
        endTimeUnixNano: field(8, 'fixed64'),
        attributes: many(9, 'KeyValue'),
        events: many(11, 'Event'),
        status: field(15, 'SpanStatus'),
      },
    },
    Event: { fields: { timeUnixNano: field(1, 'fixed64'), name: field(2, 'string'), attributes: many(3, 'KeyValue') } },
    SpanStatus: { fields: { message: field(2, 'string'), code: field(3, 'int32') } },
    ExportTraceServiceResponse: { fields: { partialSuccess: field(1, 'TracePartialSuccess') } },
    TracePartialSuccess: { fields: { rejectedSpans: field(1, 'int64'), errorMessage: field(2, 'string') } },
    ExportLogsServiceRequest: { fields: { resourceLogs: many(1, 'ResourceLogs') } },
    ResourceLogs: { fields: { resource: field(1, 'Resource'), scopeLogs: many(2, 'ScopeLogs') } },
    ScopeLogs: { fields: { scope: field(1, 'InstrumentationScope'), logRecords: many(2, 'LogRecord') } },
    LogRecord: {
      fields: {
        timeUnixNano: field(1, 'fixed64'),
        severityNumber: field(2, 'int32'),
        severityText: field(3, 'string'),
        body: field(5, 'AnyValue'),
        attributes: many(6, 'KeyValue'),
        traceId: field(9, 'bytes'),
        spanId: field(10, 'bytes'),
        observedTimeUnixNano: field(11, 'fixed64'),
        eventName: field(12, 'string'),
      },
    },
    ExportLogsServiceResponse: { fields: { partialSuccess: field(1, 'LogsPartialSuccess') } },
    LogsPartialSuccess: { fields: { rejectedLogRecords: field(1, 'int64'), errorMessage: field(2, 'string') } },
    Status: { fields: { code: field(1, 'int32'), message: field(2, 'string') } },
  },
};
