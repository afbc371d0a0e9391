import { type HubMessage, type IHubProtocol, type ILogger, JsonHubProtocol, TransferFormat } from '@microsoft/signalr';
import { type TellMalformed, textOf } from '../parse/records.ts';

const END = '\u001e';

/** SignalR's protocol in JSON. A message that cannot be read is told and left out, where the library would end the connection. */
export class HubProtocol implements IHubProtocol {
  readonly name = 'json';
  readonly version: number;
  readonly transferFormat = TransferFormat.Text;
  readonly #inner = new JsonHubProtocol();
  readonly #where: string;
  readonly #malformed: TellMalformed;

  constructor(where: string, malformed: TellMalformed) {
    this.#where = where;
    this.#malformed = malformed;
    this.version = this.#inner.version;
  }

  parseMessages(input: string | ArrayBuffer, logger: ILogger): HubMessage[] {
    if (typeof input !== 'string') {
      this.#malformed({ where: this.#where, reason: 'is no text', text: '' });
      return [];
    }
    const whole = this.#parse(input, logger);
    if (whole !== undefined) return whole;
    const messages: HubMessage[] = [];
    for (const record of input.split(END)) {
      if (record === '') continue;
      const read = this.#parse(record + END, logger);
      if (read) messages.push(...read);
      else this.#malformed({ where: this.#where, reason: 'is no message of a hub', text: textOf(record) });
    }
    return messages;
  }

  writeMessage(message: HubMessage): string {
    return this.#inner.writeMessage(message);
  }

  #parse(input: string, logger: ILogger): HubMessage[] | undefined {
    try {
      return this.#inner.parseMessages(input, logger);
    } catch {
      return undefined;
    }
  }
}
