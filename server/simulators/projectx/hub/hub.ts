import type { WebSocket } from 'ws';
import type { Session } from '../sessions.ts';
import { type FaultyEnds, HubConnection, type HubMethods } from './connection.ts';
import { invocation } from './records.ts';

/** Clients of one address, by what they subscribed to. */
export class Hub {
  readonly #methods: HubMethods;
  readonly #toFaulty: FaultyEnds;
  readonly #connections = new Set<HubConnection>();
  readonly #byTopic = new Map<string, Set<HubConnection>>();

  constructor(methods: (hub: Hub) => HubMethods, toFaulty: FaultyEnds) {
    this.#methods = methods(this);
    this.#toFaulty = toFaulty;
  }

  accept(socket: WebSocket, session: Session): void {
    const parts = { socket, session, methods: this.#methods, toFaulty: this.#toFaulty };
    this.#connections.add(new HubConnection(parts, (connection) => this.#forget(connection)));
  }

  has(topic: string): boolean {
    return this.#byTopic.has(topic);
  }

  subscribe(connection: HubConnection, topic: string): void {
    const known = this.#byTopic.get(topic) ?? new Set();
    this.#byTopic.set(topic, known.add(connection));
    connection.topics.add(topic);
  }

  unsubscribe(connection: HubConnection, topic: string): void {
    connection.topics.delete(topic);
    const known = this.#byTopic.get(topic);
    known?.delete(connection);
    if (known?.size === 0) this.#byTopic.delete(topic);
  }

  /** To one client. */
  tell(connection: HubConnection, target: string, ...args: readonly unknown[]): void {
    connection.tell(target, invocation(target, args));
  }

  /** To all that subscribed; written once. */
  publish(topic: string, target: string, ...args: readonly unknown[]): void {
    const connections = this.#byTopic.get(topic);
    if (connections === undefined) return;
    const text = invocation(target, args);
    for (const connection of connections) connection.tell(target, text);
  }

  /** The same for what a newer message replaces. */
  publishNewest(topic: string, target: string, args: readonly unknown[], newest: () => readonly unknown[]): void {
    const connections = this.#byTopic.get(topic);
    if (connections === undefined) return;
    const text = invocation(target, args);
    for (const connection of connections) {
      if (connection.isBehind) connection.defer(topic, target, () => invocation(target, newest()));
      else connection.tell(target, text);
    }
  }

  /** The session was ended by its user. */
  logOut(session: Session): void {
    for (const connection of this.#connections) {
      if (connection.session.id !== session.id) continue;
      this.tell(connection, 'GatewayLogout');
      connection.close(false);
    }
  }

  close(): void {
    for (const connection of this.#connections) connection.cut();
  }

  #forget(connection: HubConnection): void {
    for (const topic of connection.topics) this.unsubscribe(connection, topic);
    this.#connections.delete(connection);
  }
}
