import { Command, Option } from 'commander';
import type { ChainReport, OptionReport } from '../../chains/report.ts';
import { WrongUse } from '../client.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { openClient } from '../open-client.ts';
import { exactNumber, printJson, printLine, textTable } from '../output.ts';

interface Options extends FolderOptions {
  readonly expiry?: string;
  readonly skipExpiryDay?: boolean;
  readonly strikes: number;
  readonly pick?: string;
  readonly json?: boolean;
}

const MOST_STRIKES = 50;

function strikesOf(text: string): number {
  const strikes = Number(text);
  if (Number.isInteger(strikes) && strikes >= 1 && strikes <= MOST_STRIKES) return strikes;
  throw new WrongUse(`--strikes is ${text}; it is a whole number from 1 to ${MOST_STRIKES}, on each side.`);
}

const decimal = (value: string | null): number | string | null => (value === null ? null : exactNumber(value));

const exactOption = (option: OptionReport | null) =>
  option && { ...option, bid: decimal(option.bid), ask: decimal(option.ask), last: decimal(option.last) };

const exact = ({ strikes, underlying, atm, ...rest }: ChainReport) => ({
  ...rest,
  underlying: { ...underlying, price: decimal(underlying.price) },
  atm: decimal(atm),
  strikes: strikes.map(({ strike, call, put }) => ({
    strike: exactNumber(strike),
    call: exactOption(call),
    put: exactOption(put),
  })),
});

const columns = ['oi', 'volume', 'last', 'bid', 'ask'] as const;
const count = (value: number | null | undefined): string => (value ? value.toLocaleString('en-US') : '');
const cells = (option: OptionReport | null): Record<(typeof columns)[number], string> => ({
  oi: count(option?.openInterest),
  volume: count(option?.volume),
  last: option?.last ?? '',
  bid: option?.bid ?? '',
  ask: option?.ask ?? '',
});

function table({ root, underlying, expiry, expiries, lot, atm, picked, strikes, market }: ChainReport): string {
  const shown = columns.filter((name) =>
    strikes.some(({ call, put }) => cells(call)[name] !== '' || cells(put)[name] !== ''),
  );
  const mirrored = [...shown].reverse();
  const price = underlying.price === null ? 'no price yet' : underlying.price;
  const head = `${root} at ${price} · expires ${expiry} · lots of ${lot} · ${market}`;
  const body = textTable({
    columns: ['', ...shown, 'strike', ...mirrored].map((name, index) => ({
      name,
      type: index === 0 ? 'VARCHAR' : 'DECIMAL',
    })),
    rows: strikes.map(({ strike, call, put }) => [
      strike === atm ? '*' : '',
      ...shown.map((name) => cells(call)[name]),
      strike,
      ...mirrored.map((name) => cells(put)[name]),
    ]),
    rowCount: strikes.length,
    hash: '',
    milliseconds: 0,
  });
  const chosen = picked ? [`${picked.rule}: ${picked.call ?? 'no call'}, ${picked.put ?? 'no put'}`] : [];
  return [head, body, ...chosen, `expiries: ${expiries.join(', ')}`].join('\n');
}

export const chainCommand = (): Command =>
  withFolderOptions(new Command('chain'))
    .description(
      'Show the option chain of a product that the market at hand lists: calls, strikes, puts; * marks the strike at the money.',
    )
    .argument('<product>', 'NIFTY, BANKNIFTY, RELIANCE, …')
    .option('--expiry <date>', 'the last trade date; the nearest where it is left out')
    .option('--skip-expiry-day', 'on the day of an expiry take the one after it')
    .addOption(new Option('--strikes <count>', 'on each side of the one at the money').default(10).argParser(strikesOf))
    .option(
      '--pick <rule>',
      'name the call and the put of a rule: atm, otm:2, itm:1, round-gap:100/50, next-gap:100/50, gap-round:100/50',
    )
    .option(
      '--json',
      'print {market, root, underlying, expiry, expiries, future, lot, atm, picked, strikes: [{strike, call, put}]}, call and put each {instrument, bid, bidSize, ask, askSize, last, openInterest, volume}',
    )
    .action(async (product: string, { expiry, skipExpiryDay = false, strikes, pick, json, ...folders }: Options) => {
      const client = await openClient(folders);
      try {
        const report = await client.chain({ root: product, expiry, skipExpiryDay, strikes, pick });
        if (json) printJson(exact(report));
        else printLine(table(report));
      } finally {
        await client.close();
      }
    });
