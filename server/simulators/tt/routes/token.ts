import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { serviceSays } from '../answers.ts';
import { jsonText } from '../json.ts';
import type { TtParts } from '../parts.ts';
import { APP_KEY, APP_SECRET } from '../people.ts';

export function tokenRoutes({ tokens }: TtParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();
  routes.post('/ttid/:environment/token', async ({ req }) => {
    const type = req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/x-www-form-urlencoded')
      return serviceSays('The body is application/x-www-form-urlencoded.', 400);
    const form = new URLSearchParams(await req.text());
    if (form.get('grant_type') !== 'user_app') return serviceSays('grant_type is user_app.', 400);
    if (form.get('app_key') !== `${APP_KEY}:${APP_SECRET}`) return serviceSays('The app_key is not valid.', 401);
    const { token, seconds } = tokens.issue(req.param('environment'));
    return new Response(
      jsonText({ access_token: token, seconds_until_expiry: seconds, status: 'Ok', token_type: 'bearer' }),
      { headers: { 'Content-Type': 'application/json' } },
    );
  });
  return routes;
}
