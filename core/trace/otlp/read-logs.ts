import { logFields } from '../log-fields.ts';
import { levelNamed, logLevels } from '../log-level.ts';
import type { ValueSerializer } from '../port.ts';
import type { LogLevel, LogRow } from '../row.ts';
import { anyValue, attributesOf } from './any-value.ts';
import { enumOf, type Fields, idOf, isEmptyId, messagesOf, textOf } from './fields.ts';
import { groupsOf, mostItems } from './read-traces.ts';
import { partOf, sourceOf } from './source.ts';
import { momentOf, type Refused } from './span.ts';

const severities = [
  'UNSPECIFIED',
  ...logLevels.flatMap((level) => [1, 2, 3, 4].map((step) => severity(level, step))),
].map((name) => `SEVERITY_NUMBER_${name}`);
const longestMessage = 4_000;
const tooMany: Refused = {
  refused: `One request takes ${mostItems.toLocaleString('en-US')} log records; send the rest in another.`,
};

function severity(level: LogLevel, step: number): string {
  return `${level.toUpperCase()}${step === 1 ? '' : step}`;
}

/** The rows of a decoded `ExportLogsServiceRequest`. A line that cannot be kept comes as the reason why. Throws `Unreadable` before the first. */
export function* readLogs(request: unknown, serializer: ValueSerializer): Generator<LogRow | Refused> {
  let count = 0;
  for (const group of groupsOf(request, 'resourceLogs')) {
    const { service } = sourceOf(group);
    for (const scope of messagesOf(group.scopeLogs)) {
      const part = partOf(scope);
      for (const record of messagesOf(scope.logRecords)) {
        count += 1;
        yield count > mostItems ? tooMany : logRow(record, { service, part }, serializer);
      }
    }
  }
}

function logRow(
  record: Fields,
  { service, part }: { readonly service: string; readonly part: string },
  serializer: ValueSerializer,
): LogRow | Refused {
  const moment = momentOf(record.timeUnixNano) ?? momentOf(record.observedTimeUnixNano);
  if (moment === undefined)
    return { refused: 'A log record has neither timeUnixNano nor observedTimeUnixNano, nanoseconds since 1970.' };
  const traceId = idOf(record.traceId, 16);
  if (traceId === undefined && !isEmptyId(record.traceId) && /[^0]/.test(textOf(record.traceId))) {
    return { refused: 'A log record has a traceId that is not 32 hexadecimal digits.' };
  }
  const body = anyValue(record.body);
  const attributes = attributesOf(record);
  const fields = {
    ...(part === '' ? {} : { logger: part }),
    ...(textOf(record.eventName) === '' ? {} : { event: record.eventName }),
    ...Object.fromEntries(attributes),
  };
  const said = typeof body === 'string' ? body : undefined;
  const more = said === undefined && body !== undefined ? { body } : {};
  const message = said ?? textOf(attributes.get('exception.message'));
  return {
    ts: Number(moment / 1_000n),
    level: levelOf(record),
    message: serializer.text(message.slice(0, longestMessage)),
    fields: logFields({ ...more, ...fields }, serializer),
    service,
    trace_id: traceId ?? null,
    span_id: traceId === undefined ? null : (idOf(record.spanId, 8) ?? null),
  };
}

/** Four numbers a level, from 1; where there is none the word counts. */
function levelOf(record: Fields): LogLevel {
  const number = enumOf(record.severityNumber, severities);
  return logLevels[Math.ceil(number / 4) - 1] ?? levelNamed(textOf(record.severityText)) ?? 'info';
}
