import type { CellAction } from '../../views/wire.ts';
import { Answers } from './answers.ts';
import type { Arming } from './arming.ts';
import type { Held } from './hold.ts';
import { cancelOf, orderAt } from './requests.ts';
import type { LadderProps, LadderValue } from './schema.ts';

export interface TradingHost {
  value(): LadderValue | undefined;
  props(): LadderProps | undefined;
  ask(action: CellAction): void;
  /** Says why what was asked for did not come about. */
  refuse(text: string): void;
}

/** What a ladder asks for, and what the venue makes of it. */
export class Trading {
  readonly #host: TradingHost;
  readonly #arming: Arming;
  readonly #answers = new Answers();

  constructor(host: TradingHost, arming: Arming) {
    this.#host = host;
    this.#arming = arming;
  }

  click(target: Element, event: MouseEvent): void {
    const size = target.closest<HTMLElement>('[data-size]');
    const chip = target.closest<HTMLElement>('[data-order]');
    const cell = target.closest<HTMLElement>('td[data-side]');
    if (size) this.#arming.choose(Number(size.dataset.size));
    else if (chip) this.#send(cancelOf(chip));
    // the second click of a double click is a slip more often than an order
    else if (cell && event.detail < 2) this.#order(cell, event.shiftKey);
  }

  replace(clientOrderId: string, changes: Record<string, string>): void {
    this.#send({ action: 'replace', clientOrderId, changes });
  }

  /** Orders may be canceled by anybody who holds the key; what trades wants an armed ladder. */
  mayDo(what: Held): boolean {
    return this.#host.value()?.account !== null && (what === 'cancel-all' || this.#arming.state.armed);
  }

  everything(what: Held): void {
    const { account, instrument } = this.#host.value() ?? {};
    if (account && instrument && this.mayDo(what)) this.#send({ action: what, instrument: instrument.id, account });
  }

  answered(reply: unknown): void {
    this.#answers.take(reply);
    this.tell();
  }

  /** Tells what the venue refused of that which was asked for here, once. */
  tell(): void {
    const text = this.#answers.next(this.#refusals);
    if (text !== undefined) this.#host.refuse(text);
  }

  get #refusals() {
    return this.#host.value()?.refusals ?? [];
  }

  #order(cell: HTMLElement, isStop: boolean): void {
    const value = this.#host.value();
    if (!this.#arming.check() || !value) return;
    const order = orderAt(value, cell, {
      quantity: this.#arming.state.size * (value.instrument.lot ?? 1),
      isStop,
      protection: this.#host.props()?.protection,
    });
    if (order) this.#arming.use();
    this.#send(order);
  }

  #send(action: CellAction | undefined): void {
    if (!action) return;
    this.#answers.begin(this.#refusals);
    this.#host.ask(action);
  }
}
