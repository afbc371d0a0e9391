import type { WebhookSettings, WebhooksSettings } from '../../config/webhooks.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** A webhook of the settings; it opens only where it has a secret. */
export interface Hook {
  readonly name: string;
  readonly settings: WebhookSettings;
  readonly secret: string | undefined;
  /** Why it does not open; undefined while it does. */
  readonly off: string | undefined;
}

/** What is shorter can be guessed. */
const SHORTEST_SECRET = 16;

export function hooksOf(settings: WebhooksSettings, variables: Variables): ReadonlyMap<string, Hook> {
  return new Map(Object.entries(settings).map(([name, each]) => [name, hookOf(name, each, variables)]));
}

function hookOf(name: string, settings: WebhookSettings, variables: Variables): Hook {
  const { secret: variable } = settings.authentication;
  const secret = variables[variable] || undefined;
  return { name, settings, secret, off: offBecause(settings.on, variable, secret) };
}

function offBecause(on: boolean, variable: string, secret: string | undefined): string | undefined {
  if (!on) return 'off in the settings';
  if (secret === undefined) return `${variable} is not set`;
  if (secret.length >= SHORTEST_SECRET) return undefined;
  return `the secret in ${variable} has fewer than ${SHORTEST_SECRET} characters`;
}
