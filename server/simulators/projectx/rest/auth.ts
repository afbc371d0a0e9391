import { z } from 'zod';
import { LoginError, LogoutError, ValidateError } from '../codes.ts';
import { type Endpoint, failed, read, succeeded } from './endpoint.ts';

/** What the simulators of all venues take. */
const userName = 'simulator';
const secret = 'simulator-secret';

const keySchema = z.object({ userName: z.string().min(1), apiKey: z.string().min(1) });
const appSchema = z.object({
  userName: z.string().min(1),
  password: z.string().min(1),
  deviceId: z.string().min(1),
  appId: z.string().min(1),
  verifyKey: z.string().min(1),
});

function login<B extends { readonly userName: string }>(
  path: string,
  schema: z.ZodType<B>,
  secretOf: (body: B) => string,
): Endpoint {
  return {
    path: `/api/Auth/${path}`,
    limit: 'usual',
    access: 'open',
    nothing: { token: null },
    unknownError: 8,
    answer(body, { sessions }) {
      const given = read(schema, body);
      const isKnown = given.userName.toLowerCase() === userName && secretOf(given) === secret;
      if (!isKnown) return failed(LoginError.invalidCredentials, { token: null });
      return succeeded({ token: sessions.begin(given.userName) });
    },
  };
}

export const authEndpoints: readonly Endpoint[] = [
  login('loginKey', keySchema, ({ apiKey }) => apiKey),
  login('loginApp', appSchema, ({ password }) => password),
  {
    path: '/api/Auth/validate',
    limit: 'usual',
    access: 'any_session',
    nothing: { newToken: null },
    unknownError: 4,
    answer(_body, { sessions }, caller) {
      if (caller === undefined) return failed(ValidateError.invalidSession, { newToken: null });
      if (sessions.read(caller.token).state !== 'valid')
        return failed(ValidateError.sessionNotFound, { newToken: null });
      return succeeded({ newToken: sessions.renew(caller.session) });
    },
  },
  {
    path: '/api/Auth/logout',
    limit: 'usual',
    access: 'any_session',
    nothing: {},
    unknownError: 2,
    answer(_body, { sessions, loggedOut }, caller) {
      if (caller === undefined || sessions.read(caller.token).state !== 'valid')
        return failed(LogoutError.invalidSession);
      sessions.end(caller.session);
      loggedOut(caller.session);
      return succeeded();
    },
  },
];
