import type { CallTo } from '../../calls/port.ts';
import {
  accountErrors,
  barErrors,
  cancelErrors,
  closeErrors,
  contractErrors,
  type ErrorTable,
  loginErrors,
  modifyErrors,
  noErrors,
  orderErrors,
  partialCloseErrors,
  placeErrors,
  validateErrors,
} from './errors.ts';

export interface Endpoint extends Pick<CallTo, 'service' | 'repeat' | 'urgency'> {
  readonly errors: ErrorTable;
}

const orders = { service: 'orders', urgency: 'first' } as const;
const books = { service: 'books', repeat: 'safe' } as const;
const contracts = { service: 'contracts', repeat: 'safe', urgency: 'last' } as const;

/** Everything that is called at a gateway, by its path. Each is a POST; an order and what may trade is sent once. */
export const endpoints = {
  'Auth/loginKey': { service: 'session', repeat: 'safe', urgency: 'first', errors: loginErrors },
  'Auth/validate': { service: 'session', repeat: 'safe', urgency: 'first', errors: validateErrors },
  'Auth/logout': { service: 'session', repeat: 'never', errors: { 1: 'There is no such session.', 2: 'It failed.' } },
  'Account/search': { ...books, errors: noErrors },
  'Contract/search': { ...contracts, errors: noErrors },
  'Contract/searchById': { ...contracts, errors: contractErrors },
  'Contract/available': { ...contracts, errors: noErrors },
  'History/retrieveBars': { service: 'history', repeat: 'safe', urgency: 'last', errors: barErrors },
  'Order/place': { ...orders, repeat: 'never', errors: placeErrors },
  'Order/modify': { ...orders, repeat: 'never', errors: modifyErrors },
  'Order/cancel': { ...orders, repeat: 'safe', errors: cancelErrors },
  'Order/search': { ...books, errors: accountErrors },
  'Order/searchOpen': { ...books, errors: accountErrors },
  'Order/searchById': { ...books, errors: orderErrors },
  'Position/searchOpen': { ...books, errors: accountErrors },
  'Position/closeContract': { ...orders, repeat: 'never', errors: closeErrors },
  'Position/partialCloseContract': { ...orders, repeat: 'never', errors: partialCloseErrors },
  'Trade/search': { ...books, errors: accountErrors },
} satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
