import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPlace, type Place, deskbook as spawned } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

describe('--help', () => {
  const options: [command: string, options: readonly string[]][] = [
    [
      'start',
      [
        '--port',
        '--replay',
        '--venue',
        '--environment',
        '--speed',
        '--instrument',
        '--from',
        '--paused',
        '--data',
        '--config',
        '--no-open',
        '--json',
      ],
    ],
    ['run', ['--param', '--data', '--config', '--json']],
    ['query', ['--param', '--limit', '--data', '--config', '--json']],
    ['export', ['--output', '--param', '--data', '--config', '--json']],
    [
      'import',
      [
        '--preview',
        '--keep-good',
        '--account',
        '--strategy',
        '--zone',
        '--as',
        '--instrument',
        '--data',
        '--config',
        '--json',
      ],
    ],
    ['amend', ['--side', '--quantity', '--price', '--reason', '--data', '--config', '--json']],
    ['price', ['--instrument', '--from', '--to', '--add', '--config', '--json']],
    ['symbol', ['--from', '--to', '--active', '--config', '--json']],
    ['contracts', ['--data', '--config', '--json']],
    ['chain', ['--expiry', '--skip-expiry-day', '--strikes', '--pick', '--data', '--config', '--json']],
    ['history', ['--count', '--from', '--to', '--csv', '--raw', '--json', '--data', '--config']],
    ['ladder', ['--spot', '--base', '--sod', '--base-pnl', '--instrument', '--window', '--data', '--config', '--json']],
    ['spot', ['--confirm', '--source', '--clear', '--data', '--config', '--json']],
    ['trade', ['--account', '--yes', '--wait', '--time-in-force', '--product', '--data', '--json']],
    ['limit', ['--account', '--yes', '--wait', '--time-in-force', '--product', '--data', '--json']],
    ['stop', ['--limit', '--account', '--yes', '--wait', '--time-in-force', '--product', '--data', '--json']],
    [
      'bracket',
      [
        '--price',
        '--trail',
        '--limit',
        '--account',
        '--yes',
        '--wait',
        '--time-in-force',
        '--product',
        '--data',
        '--json',
      ],
    ],
    ['stop-bracket', ['--account', '--yes', '--wait', '--time-in-force', '--product', '--data', '--json']],
    ['trail', ['--from', '--account', '--yes', '--wait', '--time-in-force', '--product', '--data', '--json']],
    ['cancel', ['--instrument', '--account', '--yes', '--wait', '--data', '--json']],
    ['modify', ['--quantity', '--price', '--stop', '--account', '--yes', '--wait', '--data', '--json']],
    ['close', ['--account', '--yes', '--wait', '--data', '--json']],
    ['flatten', ['--account', '--yes', '--wait', '--data', '--json']],
    ['positions', ['--instrument', '--strategies', '--all', '--account', '--data', '--config', '--json']],
    ['orders', ['--instrument', '--all', '--account', '--data', '--config', '--json']],
    ['quote', ['--data', '--json']],
    ['depth', ['--levels', '--data', '--json']],
    ['accounts', ['--data', '--config', '--json']],
    ['account', ['--account', '--data', '--config', '--json']],
    ['risk', ['--account', '--data', '--config', '--json']],
    ['trades', ['--instrument', '--account', '--data', '--config', '--json']],
    ['notifications', ['--level', '--type', '--by', '--data', '--config', '--json']],
    ['arm', ['--data', '--json']],
    ['disarm', ['--data', '--json']],
    ['login', ['--environment', '--code', '--data', '--config', '--json']],
    ['pnl', ['--method', '--mark', '--instrument', '--zone', '--config', '--json']],
    [
      'statistics',
      [
        '--starting-equity',
        '--ddof',
        '--annualization',
        '--required-return',
        '--period',
        '--by',
        '--instrument',
        '--method',
        '--bars',
        '--rolling',
        '--definitions',
        '--config',
        '--json',
      ],
    ],
    ['replay', ['--instrument', '--keep-good', '--orders', '--from', '--to', '--data', '--config', '--json']],
    ['recordings', ['--delete', '--data', '--json']],
    [
      'trace',
      [
        '--last',
        '--process',
        '--group',
        '--service',
        '--status',
        '--errors',
        '--text',
        '--subject',
        '--calls',
        '--limit',
        '--json',
        '--csv',
        '--data',
      ],
    ],
    ['new', ['--data', '--config', '--from', '--json']],
    ['check', ['--data', '--config', '--strict', '--json']],
    ['revisions', ['--data', '--config', '--json']],
    ['restore', ['--data', '--config', '--json']],
    ['doctor', ['--data', '--config', '--json']],
    [
      'sim',
      [
        '--port',
        '--faults',
        '--seed',
        '--instruments',
        '--token-life',
        '--postback',
        '--redirect',
        '--hours',
        '--config',
        '--json',
      ],
    ],
    ['webhook', ['--holds', '--config', '--json']],
    ['demo', ['--data', '--json']],
    ['shell', ['--account', '--data', '--config']],
  ];

  it('lists every command', async () => {
    const { code, stdout, stderr } = await spawned(place, ['--help']);
    const listed = [...stdout.matchAll(/^ {2}([a-z-]+) \[options\]/gm)].map((match) => match[1]);
    expect({ code, listed, stderr }).toEqual({ code: 0, listed: options.map(([name]) => name), stderr: '' });
  });

  it.each(options)('of %s names its options on standard output', async (command, names) => {
    const { code, stdout, stderr } = await deskbook(place, [command, '--help']);
    const shown = [...stdout.matchAll(/^ +(?:-\w, )?(--[a-z-]+)/gm)].map((match) => match[1]);
    expect({ code, shown: shown.sort(), stderr }).toEqual({ code: 0, shown: [...names, '--help'].sort(), stderr: '' });
  });
});

describe('wrong use', () => {
  const cases: [args: string[], sentence: RegExp][] = [
    [[], /^Usage: deskbook/],
    [['quary', 'select 1'], /unknown command 'quary'\n\(Did you mean query\?\)/],
    [['query'], /missing required argument 'sql'/],
    [['query', 'select 1', '--jsn'], /unknown option '--jsn'/],
    [['query', 'select 1', 'select 2'], /too many arguments/],
    [['query', 'select 1', '--param', 'x'], /^deskbook: --param takes name=value .* got "x"\.\n$/],
    [['query', 'select 1', '--limit', '0'], /^deskbook: --limit is a number of rows from 1 to 1000000; got "0"\.\n$/],
    [['run'], /missing required argument 'notebook'/],
    [['run', 'morning', '--param', 'Not a name=1'], /--param takes name=value/],
    [['import', 'quotes', 'a.csv', '--as', 'a'], /Allowed choices are bars, trades, fills/],
    [['import'], /missing required argument 'file-or-kind'/],
    [['import', 'a.csv', '--as', 'a'], /--as names a source: say what its rows are/],
    [['import', 'bars', 'a.csv'], /required option '--as <name>' not specified/],
    [['price'], /missing required argument 'text'/],
    [['price', "110'08", '--jsn'], /unknown option '--jsn'/],
    [['price', '110', '08'], /too many arguments. Quote a price that has a blank in it/],
    [
      ['price', "110'08", '--to', 'dahs'],
      /^deskbook: There is no price style "dahs": there are decimal, decimal6, tt2, .* Did you mean dash/,
    ],
    [['statistics'], /^deskbook: missing required argument 'file'/],
    [
      ['statistics', 'a.csv', '--starting-equity', '-1'],
      /--starting-equity is an amount above zero, as 100000; got "-1"/,
    ],
    [['statistics', 'a.csv', '--method', 'hifo'], /Allowed choices are fifo, lifo, average, highest/],
    [['trace', '--last', 'soon'], /^deskbook: --last is a stretch of time: 90s, 15m, 6h or 2d; got "soon"\.\n$/],
    [['trace', '--status', 'BAD'], /Allowed choices are OK, ERR/],
    [['trace', '--csv', '--json'], /cannot be used with option '--csv'/],
    [['sim', 'nyse'], /Allowed choices are projectx, tt/],
    [['sim', 'tt', '--port', 'x'], /^deskbook: A port is a whole number from 0 to 65535; got "x"\.\n$/],
    [
      ['sim', 'tt', '--token-life', '0'],
      /^deskbook: --token-life is a number of seconds from 1 to 604800; got "0"\.\n$/,
    ],
    [['trade', 'ES', 'long', '1', '--yes'], /^deskbook: A side is buy or sell; got "long"\.\n$/],
    [['trade', 'ES', 'buy', '1.5', '--yes'], /^deskbook: A quantity is a whole number, one or more; got "1\.5"\.\n$/],
    [['trade', 'ES', 'buy', '1'], /^deskbook: There is no terminal to ask on, so nothing was done\. Say --yes/],
    [
      ['trade', 'ES', 'buy', '1', '--yes', '--wait', '90'],
      /^deskbook: --wait is a number of seconds from 0 to 60; got "90"/,
    ],
    [
      ['limit', 'ES', 'buy', '1', 'cheap', '--yes'],
      /^deskbook: A limit is a price, as 6100\.25 or 110'085; got "cheap"/,
    ],
    [
      ['bracket', 'ES', 'buy', '1', '2.5', '5', '--yes'],
      /^deskbook: A stop in ticks \(--price for a price\) is a whole number/,
    ],
    [['modify', 'D1', '--yes'], /^deskbook: Say what is to change: a quantity, a price, or --quantity/],
    [
      ['modify', 'D1', 'soon', '--yes'],
      /^deskbook: A quantity is a whole number, and a price has a decimal point or a tick mark; got "soon"/,
    ],
    [['modify', 'D1', '2', '--quantity', '3', '--yes'], /^deskbook: The quantity is given twice/],
    [['close', 'all', '2', '--yes'], /^deskbook: Name the instrument that a quantity is of\.\n$/],
    [['notifications', 'read'], /^deskbook: The action is ack; got "read"\.\n$/],
    [['demo', 'make'], /Allowed choices are remove/],
    [['start', '--port', 'abc'], /^deskbook: A port is a whole number from 0 to 65535; got "abc"\.\n$/],
    [
      ['start', '--venue', 'projectx', '--replay', 'a.csv'],
      /^deskbook: A console trades on one market: give --venue or --replay, not both\.\n$/,
    ],
    [['start', '--environment', 'LIVE'], /^deskbook: --environment is of a venue; name one with --venue\.\n$/],
    [['start', '--speed', '60'], /^deskbook: --speed is of a recording; name one with --replay\.\n$/],
    [
      ['start', '--replay', 'a.csv', '--speed', 'fast'],
      /^deskbook: A speed is a number such as 1, 60 or 0\.5, or max; got "fast"\.\n$/,
    ],
    [
      ['start', '--replay', 'a.csv', '--from', '2013-10-07'],
      /^deskbook: A time has its zone, as in 2013-10-07T14:30:00Z; got "2013-10-07"\.\n$/,
    ],
    [['start', '--port', '65536'], /^deskbook: A port is a whole number from 0 to 65535; got "65536"\.\n$/],
  ];
  it.each(cases)('%j is told on standard error, with code 2', async (args, sentence) => {
    const { code, stdout, stderr } = await deskbook(place, args);
    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('takes PORT as it takes --port', async () => {
    const { code, stderr } = await spawned(place, ['start'], { PORT: '-1' });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'deskbook: A port is a whole number from 0 to 65535; got "-1".\n',
    });
  });
});
