import { Reader } from 'protobufjs/minimal.js';

/** Numbers of a field's wire type. */
const VARINT = 0;
const DOUBLE = 1;
const LENGTH = 2;

/** What takes one field of a message: it reads its value and gives true, or leaves it to be skipped. */
export type TakeField = (field: number, wire: Wire) => boolean;

/** Protobuf as it lies on the wire, without code that is made while it runs. Each reading throws an `Error` where the bytes are none of the kind. */
export class Wire {
  readonly #reader: Reader;
  #wireType = 0;
  #end: number;

  constructor(bytes: Uint8Array) {
    this.#reader = Reader.create(bytes);
    this.#end = this.#reader.len;
  }

  /** Goes through the fields up to the end of the message. */
  fields(take: TakeField): void {
    const reader = this.#reader;
    const end = this.#end;
    while (reader.pos < end) {
      const tag = reader.uint32();
      this.#wireType = tag & 7;
      if (!take(tag >>> 3, this)) reader.skipType(this.#wireType, 0, tag >>> 3);
    }
    if (reader.pos !== end) throw new RangeError(`a field goes beyond its message at ${end}`);
  }

  /** Goes through the fields of a message in this one. */
  message(take: TakeField): void {
    this.#expect(LENGTH);
    const around = this.#end;
    const size = this.#reader.uint32();
    const end = this.#reader.pos + size;
    if (end > around) throw new RangeError(`a message of ${size} bytes goes beyond ${around}`);
    this.#end = end;
    this.fields(take);
    this.#end = around;
  }

  string(): string {
    this.#expect(LENGTH);
    return this.#reader.string();
  }

  double(): number {
    this.#expect(DOUBLE);
    return this.#reader.double();
  }

  enumeration(): number {
    this.#expect(VARINT);
    return this.#reader.int32();
  }

  /** A whole number; one beyond the exact ones is no safe integer, which is left to who asks. */
  int64(): number {
    this.#expect(VARINT);
    const reader = this.#reader;
    const { buf, len } = reader;
    let value = 0;
    let factor = 1;
    for (let count = 0; count < 10; count++) {
      if (reader.pos >= len) throw new RangeError(`a number goes beyond ${len}`);
      const byte = buf[reader.pos++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
    throw new RangeError(`a number has no end at ${reader.pos}`);
  }

  #expect(wireType: number): void {
    if (this.#wireType !== wireType) throw new TypeError(`a field has wire type ${this.#wireType}, not ${wireType}`);
  }
}
