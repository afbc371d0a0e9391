import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { Argument, Command } from 'commander';
import { loadConfig } from '../../../config/load.ts';
import { didYouMean, nearest } from '../../../core/nearest.ts';
import { AlertRefused, MalformedAlert } from '../../../core/webhooks/malformed.ts';
import { hooksOf } from '../../webhooks/hooks.ts';
import { type PreviewedOrder, previewMessage, type WebhookPreview } from '../../webhooks/preview.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { configFolderPath, type FolderOptions } from '../folders.ts';
import { printJson, printLine, textTable } from '../output.ts';
import { openRegistry } from '../registry.ts';

interface Options extends Pick<FolderOptions, 'config'> {
  readonly holds: string;
  readonly json?: boolean;
}

async function list({ json, ...folders }: Options): Promise<void> {
  const { webhooks } = await loadConfig(configFolderPath(folders));
  const hooks = [...hooksOf(webhooks, process.env).values()].map(({ name, off, settings }) => {
    const { payload, authentication, markets, account, strategy, symbols, limits } = settings;
    return {
      ...{ name, address: `/api/webhooks/${name}`, open: off === undefined, why: off ?? null, payload },
      ...{ authentication: authentication.by, variable: authentication.secret, markets, account, strategy, symbols },
      ...{ quantity: limits.quantity, position: limits.position },
    };
  });
  if (json) return printJson({ webhooks: hooks });
  if (hooks.length === 0) return printLine('config/webhooks.json has no webhook.');
  const columns = [
    'name',
    'open',
    'payload',
    'authentication',
    'markets',
    'account',
    'symbols',
    'quantity',
    'position',
  ];
  const rows = hooks.map((hook) => [
    ...[hook.name, hook.open ? 'yes' : `no: ${hook.why}`, hook.payload, hook.authentication, hook.markets.join(' ')],
    ...[hook.account, hook.symbols.join(' '), hook.quantity, hook.position],
  ]);
  const types = columns.map((name) => ({
    name,
    type: name === 'quantity' || name === 'position' ? 'INTEGER' : 'VARCHAR',
  }));
  printLine(textTable({ columns: types, rows, rowCount: rows.length, hash: '', milliseconds: 0 }));
}

async function test(name: string, file: string, { json, holds, ...folders }: Options): Promise<void> {
  const { webhooks } = await loadConfig(configFolderPath(folders));
  const settings = Object.hasOwn(webhooks, name) ? webhooks[name] : undefined;
  if (settings === undefined) {
    const near = didYouMean(nearest(name, Object.keys(webhooks), 1));
    throw new CommandFailure(`config/webhooks.json has no webhook "${name}".${near}`);
  }
  if (!/^[+-]?\d{1,6}$/.test(holds))
    throw new WrongUse(`--holds is a whole number of contracts; got ${JSON.stringify(holds)}.`);
  const raw = file === '-' ? Buffer.from(await textOf(process.stdin)) : await readFile(file);
  const registry = await openRegistry(folders);
  let preview: WebhookPreview;
  try {
    preview = previewMessage(raw, { name, settings, find: registry.resolve, net: Number(holds) });
  } catch (error) {
    if (error instanceof MalformedAlert) {
      throw new CommandFailure(
        `It would be answered with 400: ${error.where === '' ? '' : `${error.where}: `}${error.message}`,
      );
    }
    if (error instanceof AlertRefused) throw new CommandFailure(`It would be answered with 422: ${error.message}`);
    throw error;
  }
  if (json) printJson(preview);
  else printLine(report(preview));
}

const columns = ['side', 'quantity', 'type', 'price', 'stopPrice', 'stopLoss', 'takeProfit'] as const;

function report({ signal, symbol, instrument, about, orders, rounded }: WebhookPreview): string {
  const what = [signal, symbol, instrument && instrument !== symbol ? `(${instrument})` : ''].filter(Boolean).join(' ');
  const lines = rounded.map(({ field, from, to }) => `${field} ${from} is rounded to ${to}.`);
  return [`${what}: ${about}`, ...(orders.length === 0 ? [] : [table(orders)]), ...lines, 'Nothing was sent.'].join(
    '\n',
  );
}

const table = (orders: readonly PreviewedOrder[]): string =>
  textTable({
    columns: columns.map((name) => ({ name, type: name === 'side' || name === 'type' ? 'VARCHAR' : 'DECIMAL' })),
    rows: orders.map((order) => columns.map((name) => order[name] ?? '')),
    rowCount: orders.length,
    hash: '',
    milliseconds: 0,
  });

/** Which of the two is asked for. */
async function perform(
  what: string,
  name: string | undefined,
  file: string | undefined,
  options: Options,
): Promise<void> {
  if (what === 'list') {
    if (name !== undefined) throw new WrongUse('deskbook webhook list takes no name.');
    return list(options);
  }
  if (name === undefined || file === undefined) {
    throw new WrongUse('Name the webhook and a file with the body of a message: deskbook webhook test NAME FILE.');
  }
  return test(name, file, options);
}

export const webhookCommand = (): Command =>
  new Command('webhook')
    .description(
      'List the webhooks of config/webhooks.json, or show what a message to one would become; nothing is sent, and no secret is asked for.',
    )
    .addArgument(new Argument('<what>', 'what to do').choices(['list', 'test']))
    .argument('[name]', 'of the webhook, for test')
    .argument('[file]', 'the body of a message, for test; - reads it from the standard input')
    .option('--holds <contracts>', 'what its strategy holds in the instrument, negative where short', '0')
    .option('--config <dir>', 'the folder of the settings (also DESKBOOK_CONFIG; else config of the checkout)')
    .option(
      '--json',
      'print {webhooks: [{name, address, open, why, payload, authentication, variable, markets, account, strategy, symbols, quantity, position}]}, or of test {webhook, signal, symbol, instrument, account, strategy, id, time, does, about, orders: [{side, type, quantity, price, stopPrice, stopLoss, takeProfit}], rounded}',
    )
    .action(perform);
