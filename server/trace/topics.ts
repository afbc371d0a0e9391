import { tracedTables } from '../../core/trace/row.ts';

/** Every topic that a console has beside its desk's: one a table, touched when rows of it came to disk, and its own figures. */
export const traceTopics: readonly string[] = [...tracedTables, 'observability'];
