import type { Calendars } from '../../core/calendar/calendar.ts';
import type { FillAmendment } from '../../core/model/amendment.ts';
import type { Fill } from '../../core/model/fill.ts';
import { differencesOf } from '../../core/model/fill-content.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { priceValue } from '../../core/model/money.ts';
import type { Instant } from '../../core/model/time.ts';
import type { Settlement } from '../../core/settlement/settlement.ts';

/** Throws for an unknown name, with near matches. */
type Resolve = (name: string) => Instrument;

const sides: readonly string[] = ['buy', 'sell'];

/** What is wrong with the terms of a fill; undefined when nothing is. Prices off the grid are kept, since spreads and averages have them. */
function termsProblem(
  what: string,
  { side, quantity, price }: Pick<Fill, 'side' | 'quantity' | 'price'>,
  { multiplier }: Instrument,
): string | undefined {
  if (!sides.includes(side)) return `${what} has the side "${side}"; it is buy or sell.`;
  if (!Number.isSafeInteger(quantity) || quantity < 1)
    return `${what} has the quantity ${quantity}; it is a whole number from 1 up.`;
  if (!Number.isSafeInteger(price)) return `${what} has no price that can be held exactly.`;
  try {
    priceValue(price, quantity, multiplier);
    return undefined;
  } catch {
    return `${what} is worth more than 9 billion, which cannot be held exactly. Check its price and quantity.`;
  }
}

function instrumentProblem(what: string, name: string, resolve: Resolve): string | undefined {
  try {
    const { id } = resolve(name);
    return id === name ? undefined : `${what} names the instrument ${name}; the contract is ${id}.`;
  } catch (error) {
    return `${what}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Why an execution cannot be booked, whoever tells of it. */
export function executionProblem(fill: Fill, resolve: Resolve): string | undefined {
  const what = `Fill ${fill.executionId}`;
  return instrumentProblem(what, fill.instrument, resolve) ?? termsProblem(what, fill, resolve(fill.instrument));
}

export function fillProblem(fill: Fill, resolve: Resolve, now: Instant): string | undefined {
  const problem = executionProblem(fill, resolve);
  if (problem) return problem;
  return fill.tsEvent > now
    ? `Fill ${fill.executionId} lies in the future. Check the time zone of its file.`
    : undefined;
}

/** A known execution told again with another content. */
export function conflictProblem({ fill, known }: { readonly fill: Fill; readonly known: Fill }): string {
  const fields = differencesOf(fill, known);
  const told = fields.map((field) => `${field} ${known[field] ?? 0} and now ${fill[field] ?? 0}`);
  return `Fill ${fill.executionId} is known with ${told.join(', ')}. The known one stays; the venue corrects a fill by an amendment.`;
}

export function amendmentProblem(
  amendment: FillAmendment,
  original: Fill | undefined,
  resolve: Resolve,
): string | undefined {
  const what = `Amendment ${amendment.amendmentId}`;
  if (!original) return `${what} is of execution ${amendment.executionId}, which is not in the journal.`;
  return amendment.type === 'correct' ? termsProblem(what, amendment, resolve(original.instrument)) : undefined;
}

export function settlementProblem(settlement: Settlement, resolve: Resolve, calendars: Calendars): string | undefined {
  const { instrument, tradeDate, price } = settlement;
  const what = `The settlement of ${instrument} for ${tradeDate}`;
  const problem = instrumentProblem(what, instrument, resolve);
  if (problem) return problem;
  const calendar = calendars[resolve(instrument).session];
  if (!calendar.isTradeDate(tradeDate)) return `${what} is for a closed day. Give the trade date it belongs to.`;
  return Number.isSafeInteger(price) ? undefined : `${what} has no price that can be held exactly.`;
}
