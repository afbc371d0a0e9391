import { Command } from 'commander';
import type { ContractReport, ContractsReport } from '../../contracts/report.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { openClient } from '../open-client.ts';
import { exactNumber, printJson, printLine, textTable } from '../output.ts';

interface Options extends FolderOptions {
  readonly json?: boolean;
}

const count = (value: number | null): string => value?.toLocaleString('en-US') ?? '';

const columns: readonly [name: string, text: (contract: ContractReport) => string, numeric?: true][] = [
  ['', ({ front }) => (front ? '*' : '')],
  ['instrument', ({ instrument }) => instrument ?? ''],
  ['name', ({ instrument, name }) => (name === instrument ? '' : name)],
  ['about', ({ about }) => about],
  ['takes orders', ({ active }) => (active ? 'yes' : 'no')],
  ['tick', ({ tick }) => tick, true],
  ['value', ({ tickValue }) => tickValue, true],
  ['last trade', ({ lastTradeDate }) => lastTradeDate ?? ''],
  ['roll', ({ rollDate }) => rollDate ?? ''],
  ['volume', ({ volume }) => count(volume), true],
  ['open interest', ({ openInterest }) => count(openInterest), true],
  [
    'elsewhere',
    ({ aliases, instrument, name, id }) =>
      [...new Set(Object.values(aliases))].filter((each) => ![instrument, name, id].includes(each)).join(', '),
  ],
];

/** Without the columns that say nothing of any contract. */
function table({ contracts, market, search }: ContractsReport): string {
  if (contracts.length === 0) {
    const what = search === '' ? 'no contract' : `no contract by "${search}"`;
    return `${market} lists ${what}.`;
  }
  const shown = columns.filter(([, text]) => contracts.some((contract) => text(contract) !== ''));
  return textTable({
    columns: shown.map(([name, , numeric]) => ({ name, type: numeric ? 'DECIMAL' : 'VARCHAR' })),
    rows: contracts.map((contract) => shown.map(([, text]) => text(contract))),
    rowCount: contracts.length,
    hash: '',
    milliseconds: 0,
  });
}

const exact = ({ contracts, ...rest }: ContractsReport) => ({
  ...rest,
  contracts: contracts.map((each) => ({
    ...each,
    tick: exactNumber(each.tick),
    tickValue: exactNumber(each.tickValue),
  })),
});

export const contractsCommand = (): Command =>
  withFolderOptions(new Command('contracts'))
    .description(
      'List the contracts of the market at hand, the most active first; * marks the front month of each product.',
    )
    .argument('[text...]', 'words of any of its names: ZN, ZN Dec26, TYZ6 Comdty, 10-year note')
    .option(
      '--json',
      'print {market, search, contracts: [{instrument, name, id, about, front, active, traded, tick, tickValue, lastTradeDate, rollDate, volume, openInterest, aliases}]}',
    )
    .action(async (words: readonly string[], options: Options) => {
      const client = await openClient(options);
      try {
        const report = await client.contracts(words.join(' '));
        if (options.json) printJson(exact(report));
        else printLine(table(report));
      } finally {
        await client.close();
      }
    });
