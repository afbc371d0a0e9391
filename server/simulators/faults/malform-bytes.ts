import type { Random } from '../../../core/random.ts';

const damages: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  function cutShort(bytes, random) {
    return bytes.slice(0, random.integer(0, bytes.length - 1));
  },
  function goneOn(bytes, random) {
    const noise = Array.from({ length: random.integer(1, 8) }, () => random.integer(0, 255));
    return Uint8Array.from([...bytes, ...noise]);
  },
  function bitsTurned(bytes, random) {
    const turned = bytes.slice();
    const at = random.integer(0, bytes.length - 1);
    turned[at] = (bytes[at] ?? 0) ^ random.integer(1, 255);
    return turned;
  },
];

/** Damages a binary frame in one of several ways; the same bytes and the same chance give the same damage. */
export function malformBytes(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.length === 0 ? Uint8Array.of(random.integer(0, 255)) : random.pick(damages)(bytes, random);
}
