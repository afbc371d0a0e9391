import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** The names of errors that the documents list, with the statuses that they come with. */
const statuses = {
  TokenException: 403,
  PermissionException: 403,
  UserException: 400,
  InputException: 400,
  OrderException: 400,
  MarginException: 400,
  HoldingException: 400,
  NetworkException: 503,
  DataException: 502,
  GeneralException: 500,
} as const satisfies Record<string, ContentfulStatusCode>;

export type KiteErrorType = keyof typeof statuses;

/** A no of Kite's: the type is one of the documents', the message a sentence. */
export class KiteError extends Error {
  override readonly name = 'KiteError';
  readonly type: KiteErrorType;
  readonly status: ContentfulStatusCode;

  constructor(type: KiteErrorType, message: string, status: ContentfulStatusCode = statuses[type]) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export const badInput = (message: string): KiteError => new KiteError('InputException', message);
