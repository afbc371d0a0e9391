const highStart = 0xcbf29ce4;
const lowStart = 0x84222325;
const width = 2 ** 32;

/** FNV-1a of 64 bits as 16 hexadecimal digits; characters beyond one byte count as two. */
export function fnv64(text: string): string {
  let high = highStart;
  let low = lowStart;
  const mix = (byte: number): void => {
    const mixed = (low ^ byte) >>> 0;
    // The prime is 2^40 + 435; products with 435 are exact in a double.
    const product = mixed * 435;
    high = (high * 435 + Math.floor(product / width) + ((mixed << 8) >>> 0)) % width;
    low = product % width;
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    mix(code & 0xff);
    if (code > 0xff) mix(code >>> 8);
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
