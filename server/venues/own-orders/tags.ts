import type { ClientOrderId } from '../../../core/model/ids.ts';

/** How our ids stand in the tags of a venue's orders. */
export interface Tags {
  of(id: ClientOrderId): string;
  /** Whose tag it is; undefined for one that is not ours. */
  idOf(tag: string | undefined): ClientOrderId | undefined;
}

/** `<tag>-<id>`, where a venue has room for it. */
export function dashedTags(tag: string): Tags {
  const prefix = `${tag}-`;
  return {
    of: (id) => `${prefix}${id}`,
    idOf: (text) => (text?.startsWith(prefix) ? (text.slice(prefix.length) as ClientOrderId) : undefined),
  };
}
