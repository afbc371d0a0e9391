import type { TargetSettings } from '../../../config/alerts.ts';
import { discordMessage } from '../../../core/alerts/discord.ts';
import type { AlertMessage } from '../../../core/alerts/message.ts';
import { type Instant, SECOND } from '../../../core/model/time.ts';
import type { Post } from './post.ts';
import { signature } from './sign.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A place out of the console, or why it is not in use. */
export type Target =
  | { readonly off: string }
  /** `now` is the machine's; a message is what was put on disk. */
  | { readonly off?: undefined; toPost(message: string, now: Instant): Post };

/** Takes address and secret from the environment; neither is ever part of a sentence. */
export function targetOf(settings: TargetSettings, environment: Environment): Target {
  const address = environment[settings.address];
  if (address === undefined || address === '') return { off: `The variable ${settings.address} is not set.` };
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    return { off: `The variable ${settings.address} holds no address that begins with http:// or https://.` };
  }
  if (settings.kind === 'discord') {
    return {
      toPost: (message) => ({ address, headers: {}, body: JSON.stringify(discordMessage(messageIn(message))) }),
    };
  }
  const secret = settings.secret === undefined ? undefined : environment[settings.secret];
  if (settings.secret !== undefined && (secret === undefined || secret === '')) {
    return { off: `The variable ${settings.secret}, with which bodies are signed, is not set.` };
  }
  return {
    toPost(body, now) {
      const { id } = messageIn(body);
      const timestamp = Math.floor(now / SECOND);
      return {
        address,
        headers: secret === undefined ? { 'webhook-id': id } : signature(secret, { id, timestamp, body }),
        body,
      };
    },
  };
}

/** What this console put on disk. */
const messageIn = (text: string): AlertMessage => JSON.parse(text) as AlertMessage;
