import type { Random } from '../../core/random.ts';
import { memoText, type Told } from './told.ts';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const header = 'time,instrument,side,quantity,price,exec_id,account';
const day = 86_400_000;

/** Instruments, with prices too far from the market to trade and near enough to be taken. */
const markets = [
  { instrument: 'ZNZ6', buy: 109, sell: 112 },
  { instrument: 'ZFZ6', buy: 106, sell: 109 },
  { instrument: 'ESZ6', buy: 6_000, sell: 6_250 },
];

/** What the client is doing at the moment, so that a kill can be aimed. */
export type Doing = 'order' | 'import' | 'save' | 'query';

/** A client that sends as fast as it is answered until the console is gone. */
export class Client {
  readonly #address: string;
  readonly #told: Told;
  readonly #random: Random;
  readonly #life: string;
  readonly #over = new AbortController();
  /** Called as something is sent. */
  onSend: (doing: Doing) => void = () => {};

  constructor(address: string, told: Told, random: Random, life: number) {
    this.#address = address;
    this.#told = told;
    this.#random = random;
    this.#life = `K${life}`;
  }

  /** Sends again what was never answered: whatever became of it, it must be there once. */
  async repeat(): Promise<void> {
    const { orders, imports } = this.#told;
    for (const [id, { acknowledged }] of orders) if (!acknowledged) await this.#order(id);
    for (const [name, { acknowledged }] of imports) if (!acknowledged) await this.#import(name);
  }

  /** Ends with `stop`, or when the console does. */
  async work(): Promise<void> {
    const traders = [0, 1, 2].map((trader) => this.#forever(() => this.#trade(trader), 0));
    const others = [
      this.#forever(() => this.#takeIn(), 120),
      this.#forever(() => this.#save(), 60),
      this.#forever(() => this.#look(), 30),
      this.#forever(() => this.#mistake(), 60),
      this.#forever(() => this.#lookBack(), 120),
      this.#watch(),
    ];
    await Promise.all([...traders, ...others]);
  }

  stop(): void {
    this.#over.abort();
  }

  async #forever(step: () => Promise<void>, rest: number): Promise<void> {
    while (!this.#over.signal.aborted) {
      try {
        await step();
      } catch {
        // the console is gone, or about to be
        await pause(5);
      }
      if (rest > 0) await pause(this.#random.integer(1, rest));
    }
  }

  #number = 0;

  async #trade(trader: number): Promise<void> {
    this.#number += 1;
    const id = `${this.#life}-${trader}-${this.#number}`;
    const random = this.#random;
    const kind = random.integer(0, 5);
    const { instrument, ...resting } = random.pick(markets);
    const side = random.pick(['buy', 'sell'] as const);
    const body = {
      clientOrderId: id,
      instrument,
      side,
      quantity: random.integer(1, 5),
      account: `SOAK-${trader}`,
      ...(kind < 3
        ? { type: 'market', timeInForce: 'ioc' }
        : { type: 'limit', timeInForce: 'day', price: resting[side] }),
    };
    this.#told.orders.set(id, { body, acknowledged: false });
    this.onSend('order');
    // a client that is not sure asks twice
    if (kind === 0) await Promise.all([this.#order(id), this.#order(id)]);
    else await this.#order(id);
    if (kind >= 3) await this.#cancel(id);
  }

  async #order(id: string): Promise<void> {
    const order = this.#told.orders.get(id);
    if (order === undefined) return;
    const reply = await this.#send('POST', '/api/orders', JSON.stringify(order.body), 'application/json');
    if (reply.status === 202) order.acknowledged = true;
    else this.#told.surprises.push(`order ${id}: ${reply.status} ${reply.text}`);
  }

  async #cancel(id: string): Promise<void> {
    const reply = await this.#send('DELETE', `/api/orders/${id}`);
    if (reply.status === 202) this.#told.cancels.add(id);
    else if (!reply.text.includes('there is nothing to cancel'))
      this.#told.surprises.push(`cancel ${id}: ${reply.status} ${reply.text}`);
  }

  async #takeIn(): Promise<void> {
    this.#number += 1;
    const name = `${this.#life}-${this.#number}.csv`;
    const random = this.#random;
    const before = Date.now() - (random.chance(0.2) ? 3 * day : 0);
    const executions = Array.from({ length: 25 }, (_, row) => `I-${name}-${row}`);
    const lines = executions.map((execution) => {
      const at = new Date(before - random.integer(1_000, 3_600_000)).toISOString();
      const side = random.pick(['buy', 'sell']);
      return `${at},ZNZ6,${side},${random.integer(1, 9)},110.${random.pick(['25', '265625', '5'])},${execution},SOAK-I`;
    });
    this.#told.imports.set(name, {
      content: `${header}\n${lines.join('\n')}\n`,
      executions,
      acknowledged: false,
    });
    this.onSend('import');
    await this.#import(name);
  }

  async #import(name: string): Promise<void> {
    const sent = this.#told.imports.get(name);
    if (sent === undefined) return;
    const reply = await this.#send('POST', `/api/import/record?file=${name}`, sent.content);
    if (reply.status === 200) sent.acknowledged = true;
    else this.#told.surprises.push(`import ${name}: ${reply.status} ${reply.text.slice(0, 300)}`);
  }

  async #save(): Promise<void> {
    this.#told.saving += 1;
    const n = this.#told.saving;
    this.onSend('save');
    const reply = await this.#send('PUT', '/notebooks/soak/cells/memo', memoText(n));
    if (reply.status === 200) this.#told.saved = n;
    else this.#told.surprises.push(`save ${n}: ${reply.status} ${reply.text.slice(0, 300)}`);
  }

  async #look(): Promise<void> {
    this.onSend('query');
    const sql = this.#random.pick([
      "select execution_id from fills where account like 'SOAK%' order by ts_init desc limit 300",
      "select entry_execution_id as execution_id from lots where account like 'SOAK%'",
    ]);
    const reply = await this.#send('POST', '/api/query', JSON.stringify({ sql }), 'application/json');
    if (reply.status !== 200) this.#told.surprises.push(`query: ${reply.status} ${reply.text.slice(0, 300)}`);
    for (const [, execution] of reply.text.matchAll(/\["([^"]+)"\]/g)) if (execution) this.#told.fills.add(execution);
  }

  /** Asks for what is not there, as one does who misspells it. */
  async #mistake(): Promise<void> {
    this.#number += 1;
    const sql = `select * from gone_${this.#life.toLowerCase()}_${this.#number}`;
    const reply = await this.#send('POST', '/api/query', JSON.stringify({ sql }), 'application/json');
    if (reply.status !== 422) this.#told.surprises.push(`query: ${reply.status} ${reply.text.slice(0, 300)}`);
  }

  /** Reads what the console recorded of itself. */
  async #lookBack(): Promise<void> {
    const reply = await this.#send('GET', '/api/traces?rows=calls&limit=500');
    if (reply.status !== 200) {
      this.#told.surprises.push(`traces: ${reply.status} ${reply.text.slice(0, 300)}`);
      return;
    }
    const { rows } = JSON.parse(reply.text) as { rows: readonly { trace_id: string; span_id: string }[] };
    for (const { trace_id, span_id } of rows) this.#told.calls.add(`${trace_id} ${span_id}`);
    for (const [relation] of reply.text.matchAll(/gone_\w+/g)) this.#told.errors.add(relation);
  }

  /** Follows the notebook as a page does. */
  async #watch(): Promise<void> {
    try {
      const reply = await fetch(`${this.#address}/notebooks/soak/stream`, { signal: this.#over.signal });
      let text = '';
      const decoder = new TextDecoder();
      for await (const chunk of reply.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        const end = text.lastIndexOf('\n\n');
        if (end < 0) continue;
        for (const [, key] of text.slice(0, end).matchAll(/"key":"([^"]+)"/g)) if (key) this.#told.fills.add(key);
        text = text.slice(end);
      }
    } catch {
      // a stream ends with the console
    }
  }

  async #send(method: string, route: string, body?: string, type = 'text/plain') {
    const reply = await fetch(`${this.#address}${route}`, {
      method,
      signal: this.#over.signal,
      ...(body === undefined ? {} : { body, headers: { 'content-type': type } }),
    });
    return { status: reply.status, text: await reply.text() };
  }
}
