/** The gateway's numbers, by the names of its documents. */
export const OrderSide = { bid: 0, ask: 1 } as const;
export const OrderType = {
  limit: 1,
  market: 2,
  stopLimit: 3,
  stop: 4,
  trailingStop: 5,
  joinBid: 6,
  joinAsk: 7,
} as const;
export const OrderStatus = {
  open: 1,
  filled: 2,
  cancelled: 3,
  expired: 4,
  rejected: 5,
  pending: 6,
  suspended: 8,
} as const;
export type OrderStatusCode = (typeof OrderStatus)[keyof typeof OrderStatus];
export const PositionType = { long: 1, short: 2 } as const;
export const BarUnit = { second: 1, minute: 2, hour: 3, day: 4, week: 5, month: 6 } as const;
export const DomType = { ask: 1, bid: 2, reset: 6, newBestBid: 9, newBestAsk: 10 } as const;
export const TradeLogType = { buy: 0, sell: 1 } as const;

/** Each endpoint has error codes of its own. */
export const LoginError = { invalidCredentials: 3 } as const;
export const ValidateError = { invalidSession: 1, sessionNotFound: 2 } as const;
export const LogoutError = { invalidSession: 1 } as const;
export const ContractError = { contractNotFound: 1 } as const;
export const BarsError = { contractNotFound: 1, unitInvalid: 2, unitNumberInvalid: 3, limitInvalid: 4 } as const;
export const SearchError = { accountNotFound: 1 } as const;
export const OrderSearchError = { orderNotFound: 1 } as const;
export const PlaceError = {
  accountNotFound: 1,
  orderRejected: 2,
  insufficientFunds: 3,
  accountViolation: 4,
  outsideTradingHours: 5,
  orderPending: 6,
  unknownError: 7,
  contractNotFound: 8,
  contractNotActive: 9,
  accountRejected: 10,
} as const;
export const ModifyError = { accountNotFound: 1, orderNotFound: 2, rejected: 3, accountRejected: 6 } as const;
export const CancelError = { accountNotFound: 1, orderNotFound: 2, rejected: 3, accountRejected: 6 } as const;
export const CloseError = {
  accountNotFound: 1,
  positionNotFound: 2,
  contractNotFound: 3,
  contractNotActive: 4,
  orderRejected: 5,
  accountRejected: 8,
} as const;
/** As `CloseError` with one more in the middle. */
export const PartialCloseError = {
  accountNotFound: 1,
  positionNotFound: 2,
  contractNotFound: 3,
  contractNotActive: 4,
  invalidCloseSize: 5,
  orderRejected: 6,
  accountRejected: 9,
} as const;

/** What the gateway says beside a code, word for word. */
export const messages = {
  positionBrackets: 'Brackets cannot be used with Position Brackets. You must enable Auto OCO Brackets.',
  trailNotSet: 'Trail Distance not set.',
  trailOffTick: 'Invalid trail price. Price is not aligned to tick size.',
  trailWithoutLast: 'Cannot trail without a last price',
  trailTooFar: 'Trail Distance exceeds maximum (1000)',
  invalidSymbol: 'Invalid symbol',
  followerCancel: 'Follower accounts cannot cancel orders',
} as const;
