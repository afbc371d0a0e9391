import type { MiddlewareHandler } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { gatewaySays, serviceSays } from '../answers.ts';
import type { TtParts } from '../parts.ts';
import { APP_KEY } from '../people.ts';

const services: ReadonlySet<string> = new Set(['ttid', 'ttledger', 'ttmonitor', 'ttpds', 'ttuser', 'ttaccount']);
const environments: ReadonlySet<string> = new Set(['ext_uat_cert', 'ext_prod_sim', 'ext_prod_live']);
const guid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const requestIds = new RegExp(`^[^\\s$&+,/:;=?@"<>#%{}|\\\\^~[\\]\`]+-[^\\s$&+,/:;=?@"<>#%{}|\\\\^~[\\]\`]+--${guid}$`);

/** What the gateway answers to a request that it signs in another way than this one is. */
const NO_SIGNATURE = "Invalid key=value pair (missing equal-sign) in Authorization header: 'Bearer'.";

export const bearerOf = (header: string | undefined): string | undefined => /^Bearer (\S+)$/.exec(header ?? '')?.[1];

/** What stands in front of every service: the address, the key, its plan, the token, the request id. Addresses are told apart by case. */
export function front({ tokens, limits }: TtParts): MiddlewareHandler<FaultyEnv> {
  return async ({ req }, next) => {
    const [, service = '', environment = ''] = req.path.split('/');
    if (req.header('host')?.startsWith('apigateway.')) return gatewaySays(NO_SIGNATURE, 403);
    if (!services.has(service) || !environments.has(environment))
      return gatewaySays('Missing Authentication Token', 403);
    if (req.header('x-api-key') !== APP_KEY) return gatewaySays('Forbidden', 403);
    const excess = limits.take();
    if (excess !== undefined) return gatewaySays(excess, 429);
    if (req.method === 'GET' && req.header('content-type') !== undefined) return gatewaySays(NO_SIGNATURE, 403);
    if (service !== 'ttid') {
      const token = bearerOf(req.header('authorization'));
      if (token === undefined || !tokens.isValid(token, environment)) return gatewaySays('Unauthorized', 401);
    }
    if (!requestIds.test(req.query('requestId') ?? ''))
      return serviceSays('requestId is <application>-<company>--<GUID>, as a parameter of the query.', 400);
    await next();
    return undefined;
  };
}
