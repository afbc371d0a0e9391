/** Ends every record of the hub protocol; a frame may hold several. */
export const RECORD_END = '\u001e';

const record = (message: object): string => JSON.stringify(message);

export const PING = record({ type: 6 });
export const HANDSHAKE = record({});
export const notGreeted = (error: string): string => record({ error });

export const invocation = (target: string, args: readonly unknown[]): string =>
  record({ type: 1, target, arguments: args });

export const completion = (invocationId: string, error?: string): string =>
  record(error === undefined ? { type: 3, invocationId, result: null } : { type: 3, invocationId, error });

export const closing = (allowReconnect: boolean, error?: string): string =>
  record({ type: 7, ...(error === undefined ? {} : { error }), allowReconnect });

/** What a client says. */
export type Said =
  | { readonly type: 'handshake'; readonly protocol: string; readonly version: number }
  | {
      readonly type: 'invoke';
      readonly target: string;
      readonly arguments: readonly unknown[];
      readonly invocationId?: string;
    }
  | { readonly type: 'ping' }
  | { readonly type: 'close' }
  /** Of a type that these hubs have no use for. */
  | { readonly type: 'other' };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a frame of whole records. Throws a sentence for what is none. */
export function readFrame(text: string): Said[] {
  const records = text.split(RECORD_END);
  if (records.pop() !== '') throw new Error('A message ends without its record separator.');
  return records.map(readRecord);
}

function readRecord(text: string): Said {
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) throw new Error('A message is no object.');
  const { type, protocol, version, target, invocationId } = value;
  if (type === undefined && typeof protocol === 'string')
    return { type: 'handshake', protocol, version: Number(version) };
  if (type === 6) return { type: 'ping' };
  if (type === 7) return { type: 'close' };
  if (type !== 1) return { type: 'other' };
  if (typeof target !== 'string' || !Array.isArray(value.arguments))
    throw new Error('An invocation has no target or arguments.');
  const call = { type: 'invoke' as const, target, arguments: value.arguments as readonly unknown[] };
  return typeof invocationId === 'string' ? { ...call, invocationId } : call;
}
