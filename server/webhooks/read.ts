import type { WebhookSettings } from '../../config/webhooks.ts';
import { MalformedText } from '../../core/errors.ts';
import { parseContractCode } from '../../core/model/contract.ts';
import { parseDated } from '../../core/model/dated-contract.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Alert } from '../../core/webhooks/alert.ts';
import { AlertRefused, MalformedAlert, quoted } from '../../core/webhooks/malformed.ts';
import { readAlert } from '../../core/webhooks/read-alert.ts';
import { registryName } from '../../core/webhooks/symbol.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON of a body. Throws `MalformedAlert` with the place where it is none; nothing of the body is in its sentence. */
export function parseBody(raw: Buffer): unknown {
  let text: string;
  try {
    text = utf8.decode(raw);
  } catch {
    throw new MalformedAlert('', 'The body is no UTF-8.');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw new MalformedAlert(`character ${Number(at ?? text.length) + 1}`, 'The body is no JSON.');
  }
}

/** What a message says, by the settings of its webhook. Throws `MalformedAlert`. */
export const alertOf = (body: unknown, { payload, fields }: WebhookSettings): Alert => readAlert(payload, body, fields);

/** `ZN` and `TY` name a product, and so all of its contracts; `ZNZ6` and `NIFTY24NOV26F` name one contract. */
const isProduct = (name: string, root: string): boolean =>
  name === root || (parseContractCode(name, 0) === undefined && parseDated(name) === undefined);

type Find = (name: string) => Instrument;

/** The instrument of a symbol, where the webhook may be about it. Throws `MalformedAlert` for a name that nothing has, `AlertRefused` for another. */
export function instrumentOf(symbol: string, { symbols, aliases }: WebhookSettings, find: Find): Instrument {
  const wanted = symbol.trim().toUpperCase();
  const [, alias] = Object.entries(aliases).find(([sent]) => sent.toUpperCase() === wanted) ?? [];
  const name = alias ?? registryName(symbol);
  let instrument: Instrument;
  try {
    instrument = find(name);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof MalformedText) throw error;
    throw new MalformedAlert('symbol', error.message);
  }
  const allows = (listed: string): boolean => {
    const { id, root } = find(listed);
    return id === instrument.id || (root === instrument.root && isProduct(listed.toUpperCase(), root));
  };
  if (symbols.some(allows)) return instrument;
  throw new AlertRefused(`${quoted(symbol)} is ${instrument.id}, which is not among the symbols of this webhook.`);
}
