/** The file of the trace store is there and cannot be read; the message says which, why, and what to do. */
export class TracesUnreadable extends Error {}
