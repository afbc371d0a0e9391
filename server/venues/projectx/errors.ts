import type { VenueOrderId } from '../../../core/model/ids.ts';
import { VenueProblem } from '../../../core/venue/books.ts';

/** What codes mean at one endpoint; the same number means another thing at the next. */
export type ErrorTable = Readonly<Record<number, string>>;

const noAccount = 'The gateway has no such account. Look the accounts up again.';
const noContract = 'The gateway has no such contract.';
const notActive = 'The contract is not traded at the gateway now.';
const accountRefused = 'The account may not do this.';
const pending = 'The order is still pending at the gateway; try again in a moment.';
const unknown = 'The gateway failed and does not say why.';

export const loginErrors: ErrorTable = {
  1: 'The gateway knows no such user. Check the user name.',
  2: 'The gateway does not take the password.',
  3: 'The gateway does not take the user name and API key. Check both.',
  4: 'The gateway knows no such application.',
  5: 'The gateway does not take the key of the application.',
  6: 'The gateway does not take this device.',
  7: 'There are agreements to sign: log into the ProjectX platform and complete them.',
  8: unknown,
  9: 'The user has no subscription to the API. Subscribe in the ProjectX settings.',
  10: 'Logging in by API key is switched off for this user.',
};

export const validateErrors: ErrorTable = {
  1: 'The session of the token is not valid any more.',
  2: 'The gateway has no session of the token.',
  3: 'The token has expired.',
  4: unknown,
};

export const accountErrors: ErrorTable = { 1: noAccount };
export const contractErrors: ErrorTable = { 1: noContract };
export const noErrors: ErrorTable = {};

export const barErrors: ErrorTable = {
  1: noContract,
  2: 'The gateway has no bars of that unit.',
  3: 'The gateway has no bars of that many units.',
  4: 'More bars were asked for than the gateway gives at once.',
};

export const placeErrors: ErrorTable = {
  1: noAccount,
  2: 'The gateway rejected the order.',
  3: 'The account has too little money for the order.',
  4: 'The order breaks a rule of the account.',
  5: 'The market is closed.',
  6: pending,
  7: unknown,
  8: noContract,
  9: notActive,
  10: accountRefused,
};

export const modifyErrors: ErrorTable = {
  1: noAccount,
  2: 'The gateway has no such open order.',
  3: 'The gateway rejected the change.',
  4: pending,
  5: unknown,
  6: accountRefused,
  7: noContract,
};

export const cancelErrors: ErrorTable = {
  1: noAccount,
  2: 'The gateway has no such open order.',
  3: 'The gateway rejected the cancel.',
  4: pending,
  5: unknown,
  6: accountRefused,
};

export const orderErrors: ErrorTable = { 1: 'The gateway has no such order.' };

export const closeErrors: ErrorTable = {
  1: noAccount,
  2: 'The account holds nothing of the contract.',
  3: noContract,
  4: notActive,
  5: 'The gateway rejected the closing order.',
  6: pending,
  7: unknown,
  8: accountRefused,
};

/** As `closeErrors`, with one more in the middle. */
export const partialCloseErrors: ErrorTable = {
  1: noAccount,
  2: 'The account holds nothing of the contract.',
  3: noContract,
  4: notActive,
  5: 'The account does not hold as many contracts.',
  6: 'The gateway rejected the closing order.',
  7: pending,
  8: unknown,
  9: accountRefused,
};

/** A code of an endpoint as a sentence, with what the gateway says beside it. */
export function sentenceOf(table: ErrorTable, code: number, said: string | null | undefined): string {
  const known = table[code] ?? `The gateway says no with code ${code}, which its documents do not explain.`;
  const words = said?.trim() ?? '';
  if (words === '') return known;
  return `${known} It says: ${/[.!?]$/.test(words) ? words : `${words}.`}`;
}

/** The gateway answered, and said no. */
export class GatewayRefused extends VenueProblem {
  readonly code: number;
  /** A rejected order has an id all the same. */
  readonly orderId: VenueOrderId | undefined;

  constructor(sentence: string, code: number, orderId?: VenueOrderId) {
    super(sentence);
    this.code = code;
    this.orderId = orderId;
  }
}
