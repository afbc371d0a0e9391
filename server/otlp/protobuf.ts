import type { Type } from 'protobufjs/light.js';
import { messages } from './messages.ts';

export type MessageName =
  | 'ExportTraceServiceRequest'
  | 'ExportTraceServiceResponse'
  | 'ExportLogsServiceRequest'
  | 'ExportLogsServiceResponse'
  | 'Status';

/** Loaded with the first message: most consoles are sent none. */
let loading: Promise<(name: MessageName) => Type> | undefined;

async function load(): Promise<(name: MessageName) => Type> {
  const { Root } = await import('protobufjs/light.js');
  const root = Root.fromJSON(messages);
  return (name) => root.lookupType(name);
}

async function typeOf(name: MessageName): Promise<Type> {
  loading ??= load();
  return (await loading)(name);
}

/** The message as an object with the names of Protobuf's JSON; 64-bit integers are BigInt, ids and other bytes stay bytes. Rejects with what is wrong with them. */
export async function decodeMessage(name: MessageName, bytes: Uint8Array): Promise<unknown> {
  const type = await typeOf(name);
  return type.toObject(type.decode(bytes), { longs: BigInt });
}

export async function encodeMessage(
  name: MessageName,
  message: Readonly<Record<string, unknown>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const type = await typeOf(name);
  return new Uint8Array(type.encode(type.fromObject(message)).finish());
}
