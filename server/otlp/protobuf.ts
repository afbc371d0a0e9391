import { Root, type Type } from 'protobufjs/light.js';
import { messages } from './messages.ts';

export type MessageName =
  | 'ExportTraceServiceRequest'
  | 'ExportTraceServiceResponse'
  | 'ExportLogsServiceRequest'
  | 'ExportLogsServiceResponse'
  | 'Status';

const root = Root.fromJSON(messages);
const typeOf = (name: MessageName): Type => root.lookupType(name);

/** The message as an object with the names of Protobuf's JSON; 64-bit integers are BigInt, ids and other bytes stay bytes. Throws what is wrong with them. */
export function decodeMessage(name: MessageName, bytes: Uint8Array): unknown {
  const type = typeOf(name);
  return type.toObject(type.decode(bytes), { longs: BigInt });
}

export function encodeMessage(name: MessageName, message: Readonly<Record<string, unknown>>): Uint8Array<ArrayBuffer> {
  const type = typeOf(name);
  return new Uint8Array(type.encode(type.fromObject(message)).finish());
}
