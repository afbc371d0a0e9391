import { createHash } from 'node:crypto';
import type { Fill } from '../../core/model/fill.ts';
import { type ExecutionId, executionId } from '../../core/model/ids.ts';

const idLength = 64;
const plainId = /^[\x21-\x7e]{1,64}$/;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

/** A text of a file as an id: blanks become `_`, and one that is too long keeps its beginning and a digest of the whole. */
export function idText(text: string): string {
  const plain = text.replace(/[^\x21-\x7e]+/g, '_');
  return plainId.test(plain) ? plain : `${plain.slice(0, idLength - 13)}-${digest(text).slice(0, 12)}`;
}

type Content = Pick<Fill, 'instrument' | 'account' | 'side' | 'quantity' | 'price' | 'tsEvent'>;

/**
 * Ids of fills that their file names none for: what the fill is, and which of the file's identical ones. Two genuine executions stay two,
 * and the same rows read again, with more behind them, get the same ids.
 */
export function contentIds(): (fill: Content, mark: string) => ExecutionId {
  const seen = new Map<string, number>();
  return ({ instrument, account, side, quantity, price, tsEvent }, mark) => {
    const id = digest(JSON.stringify([instrument, account, side, quantity, price, tsEvent, mark]));
    const ordinal = (seen.get(id) ?? 0) + 1;
    seen.set(id, ordinal);
    return executionId(`file-${id}-${ordinal}`);
  };
}
