import type { WebhooksSettings } from '../../config/webhooks.ts';
import { hooksOf, type Variables } from '../webhooks/hooks.ts';
import { type Line, note, ok } from './line.ts';

/** Each webhook that is on: whether it opens. No secret is shown. Those that are off are counted. */
export function webhookLines(webhooks: WebhooksSettings, variables: Variables): Line[] {
  const hooks = [...hooksOf(webhooks, variables).values()];
  const on = hooks.filter(({ settings }) => settings.on);
  const count = hooks.length - on.length;
  const rest =
    count === 0 ? [] : [ok('webhooks', `${count} ${count === 1 ? 'is' : 'are'} off in config/webhooks.json`)];
  const lines = on.map(({ name, off, settings: { authentication, markets, account } }) =>
    off === undefined
      ? ok(
          'webhooks',
          `${name} is open: ${account} in ${markets.join(' and ')}, by ${authentication.by}; its secret is set`,
        )
      : note(
          'webhooks',
          `${name} is on and does not open: ${off}`,
          `Set ${authentication.secret} where the console is started, or turn the webhook off.`,
        ),
  );
  return [...lines, ...rest];
}
