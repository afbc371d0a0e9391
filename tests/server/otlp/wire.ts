/** A Protobuf message by hand: fields as the public specification numbers them, so that nothing is checked against itself. */
const varint = (value: bigint): number[] => {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
};

export const number = (field: number, value: number | bigint): number[] => [
  ...varint(BigInt(field << 3)),
  ...varint(BigInt(value)),
];

export const bytes = (field: number, content: Iterable<number>): number[] => {
  const all = [...content];
  return [...varint(BigInt((field << 3) | 2)), ...varint(BigInt(all.length)), ...all];
};

export const text = (field: number, content: string): number[] => bytes(field, new TextEncoder().encode(content));

export const id = (field: number, hexadecimal: string): number[] => bytes(field, Buffer.from(hexadecimal, 'hex'));

export const fixed64 = (field: number, value: bigint): number[] => {
  const content = new DataView(new ArrayBuffer(8));
  content.setBigUint64(0, value, true);
  return [...varint(BigInt((field << 3) | 1)), ...new Uint8Array(content.buffer)];
};

/** A `KeyValue` with an `AnyValue` inside. */
export const attribute = (field: number, key: string, value: number[]): number[] =>
  bytes(field, [...text(1, key), ...bytes(2, value)]);
