import type { Row } from '../answers.ts';
import type { FeedSocket } from './socket.ts';

const updateTypes = ['order', 'gtt_order', 'position', 'holding'] as const;
export type UpdateType = (typeof updateTypes)[number];

const isUpdateType = (text: string): text is UpdateType => updateTypes.some((each) => each === text);

/** What a client asks for with `update_types`; orders alone where it asks for nothing. */
export function updateTypesOf(text: string | null | undefined): ReadonlySet<UpdateType> {
  const asked = (text ?? '').split(',').filter(isUpdateType);
  return new Set<UpdateType>(asked.length === 0 ? ['order'] : asked);
}

/** Orders, positions and holdings of the user, as they change. */
export class PortfolioFeed {
  readonly #connections = new Map<FeedSocket<string>, ReadonlySet<UpdateType>>();

  get size(): number {
    return this.#connections.size;
  }

  /** Gives what is to be called when the socket has ended. */
  accept(socket: FeedSocket<string>, types: ReadonlySet<UpdateType>): () => void {
    this.#connections.set(socket, types);
    return () => {
      this.#connections.delete(socket);
    };
  }

  tell(type: UpdateType, update: Row): void {
    const text = JSON.stringify({ update_type: type, ...update });
    for (const [socket, types] of this.#connections) {
      if (types.has(type)) socket.tell(type, text);
    }
  }

  close(): void {
    for (const socket of this.#connections.keys()) socket.cut();
  }
}
