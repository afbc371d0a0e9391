import type { KindSpec } from '../kind.ts';
import { type AccountsProps, type AccountsValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const accounts: KindSpec<AccountsProps, AccountsValue> = {
  name: 'accounts',
  about:
    'Accounts as the venue states them: balance, whether they may trade, what they hold there, and how old that is.',
  language: 'yaml',
  starter: '# account: A-1\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 6, pace: 'live' },
  refs,
  frames,
  view,
  caption,
};
