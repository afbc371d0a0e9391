import { Command } from 'commander';
import { notificationLevels, notificationTypes } from '../../../core/alerts/notification.ts';
import { formatDateTime } from '../../../core/format.ts';
import type { Instant } from '../../../core/model/time.ts';
import { WrongUse } from '../client.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { printJson, printLine } from '../output.ts';
import { queryText, type Requests, toConsole, using } from '../requests.ts';
import { type TextColumn, tableOf } from '../trading/table.ts';

interface Options extends FolderOptions {
  readonly level?: string;
  readonly type?: string;
  readonly by?: string;
  readonly json?: boolean;
}

interface Told {
  readonly id: number;
  readonly at: string;
  readonly level: string;
  readonly type: string;
  readonly text: string;
  readonly detail?: string;
  readonly account?: string;
  readonly heldBack: number;
  readonly acknowledged?: { readonly at: string; readonly by: string };
  readonly resolved?: string;
}

interface Alerts {
  readonly unacknowledged: number;
  readonly notifications: readonly Told[];
}

const ALL = 'all';
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

const stateText = ({ acknowledged, resolved, level }: Told): string => {
  if (acknowledged) return `seen by ${acknowledged.by}`;
  if (resolved !== undefined) return 'over';
  return level === 'warning' || level === 'error' ? 'not seen' : '';
};

const columns: readonly TextColumn<Told>[] = [
  ['id', ({ id }) => String(id), 'number'],
  ['time', ({ at }) => formatDateTime((Date.parse(at) * 1_000) as Instant, ZONE)],
  ['level', ({ level }) => level],
  ['type', ({ type }) => type.replace('_', ' ')],
  ['text', ({ text, heldBack }) => (heldBack === 0 ? text : `${text} (${heldBack} more like it)`)],
  ['state', stateText],
];

function text({ unacknowledged, notifications }: Alerts): string {
  const open = unacknowledged === 0 ? '' : `\n${unacknowledged} not seen; deskbook notifications ack ID, or ack all`;
  return notifications.length === 0 ? `Nothing was told.${open}` : tableOf(columns, notifications) + open;
}

/** All that were there when this was asked, and none that came since. */
async function seen(requests: Requests, what: string | undefined, by: string | undefined): Promise<object> {
  const who = by === undefined ? {} : { by };
  if (what === ALL) {
    const { notifications } = await requests.ask<Alerts>('GET', '/api/alerts');
    const upTo = Math.max(0, ...notifications.map(({ id }) => id));
    return upTo === 0 ? { all: true, ...who } : { all: true, upTo, ...who };
  }
  if (what === undefined || !/^\d+$/.test(what)) throw new WrongUse(`Say which one was seen: its id, or ${ALL}.`);
  return { id: Number(what), ...who };
}

export const notificationsCommand = (): Command =>
  withFolderOptions(new Command('notifications'))
    .description('Print what was told, newest first, what nobody has seen on top; or say that it was seen.')
    .argument('[action]', 'ack: say that it was seen')
    .argument('[id]', `of one; ${ALL}: every one there is`)
    .option('--level <name>', `of this level and above: ${notificationLevels.join(', ')}`)
    .option('--type <name>', `of this type: ${notificationTypes.join(', ')}`)
    .option('--by <name>', 'with ack: who has seen it')
    .option(
      '--json',
      'print {unacknowledged, notifications: [{id, at, level, type, key, text, detail, account, instrument, subject, heldBack, acknowledged, resolved}]}, or with ack {acknowledged, unacknowledged}',
    )
    .action(async (action: string | undefined, id: string | undefined, options: Options) => {
      const { level, type, by, json, ...folders } = options;
      if (action !== undefined && action !== 'ack')
        throw new WrongUse(`The action is ack; got ${JSON.stringify(action)}.`);
      await using(await toConsole(folders), async (requests) => {
        if (action === 'ack') {
          const body = await seen(requests, id, by);
          const done = await requests.ask<{ acknowledged: number[]; unacknowledged: number }>(
            'POST',
            '/api/alerts/ack',
            body,
          );
          const { acknowledged, unacknowledged } = done;
          if (json) printJson(done);
          else
            printLine(
              `${acknowledged.length} seen now; ${unacknowledged === 0 ? 'none is' : `${unacknowledged} are`} left.`,
            );
          return;
        }
        const { unacknowledged, notifications } = await requests.ask<Alerts>(
          'GET',
          `/api/alerts${queryText({ level, type })}`,
        );
        if (json) printJson({ unacknowledged, notifications });
        else printLine(text({ unacknowledged, notifications }));
      });
    });
