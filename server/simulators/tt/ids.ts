import { createHash } from 'node:crypto';
import type { VenueOrderId } from '../../../core/model/ids.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** An unsigned 64-bit id of a name, in text. */
export const idOf = (name: string): string => digest(name).readBigUInt64BE(0).toString();

/** As TT writes execution ids: 22 letters. */
export const executionOf = (name: string): string => digest(name).toString('base64').slice(0, 22);

/** UUIDs of orders, the same for the same exchange and order, and back. */
export class OrderNames {
  readonly #byName = new Map<string, VenueOrderId>();
  readonly #names = new Map<string, string>();

  nameOf(order: VenueOrderId): string {
    const known = this.#names.get(order);
    if (known !== undefined) return known;
    const hex = digest(`order ${order}`).toString('hex');
    const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
    const name = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-');
    this.#names.set(order, name);
    this.#byName.set(name, order);
    return name;
  }

  orderOf = (name: string): VenueOrderId | undefined => this.#byName.get(name);
}
