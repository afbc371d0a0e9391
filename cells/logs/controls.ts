import { logLevels } from '../../core/trace/log-level.ts';
import { type Follow, followPart, selectPart, textPart } from '../../views/client/list-controls.ts';
import type { Tag } from '../../views/tag.ts';
import { traceAddress } from '../../views/trace-address.ts';
import { levelWords } from './filter.ts';
import type { LogLine, LogsProps } from './schema.ts';

const levels = logLevels.map((level) => [level, levelWords(level)] as const);

/** What a reader sets; it stands in the element alone, so that no export has it. */
export const filterBar = <T>(html: Tag<T>, { level, text = '' }: LogsProps, follow: Follow): T =>
  html`${selectPart(html, 'level', 'Level', levels, level)}${textPart(html, 'text', 'Text in a message or a field', text)}${followPart(html, follow)}`;

/** The way from a line to the calls in which it was written. */
export const traceLink = <T>(html: Tag<T>, { traceId, ts }: LogLine): unknown =>
  traceId === null
    ? ''
    : html`<a class="log-trace" href="${traceAddress(traceId, ts)}" title="The calls in which it was written">trace</a>`;
