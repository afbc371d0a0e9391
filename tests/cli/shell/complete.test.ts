import { expect, it } from 'vitest';
import { commands } from '../../../server/cli/main.ts';
import { program } from '../../../server/cli/program.ts';
import { processSeat } from '../../../server/cli/seat.ts';
import { complete, type Names } from '../../../server/cli/shell/complete.ts';

const names: Names = {
  instruments: ['ESZ6', 'NQZ6', 'ZNZ6'],
  accounts: ['DEMO', 'T-1'],
  orders: ['D12', 'D13', 'D13.s1'],
};

it.each<[string, string[], string]>([
  ['trad', ['trade', 'trades'], 'trad'],
  ['flat', ['flatten '], 'flat'],
  ['nothing', [], 'nothing'],
  ['nothing ', [], ''],
  ['trade ', ['ESZ6', 'NQZ6', 'ZNZ6'], ''],
  ['trade z', ['ZNZ6 '], 'z'],
  ['trade ESZ6 ', ['buy', 'sell'], ''],
  ['trade ESZ6 b', ['buy '], 'b'],
  ['trade ESZ6 buy ', [], ''],
  ['trade --account ', ['DEMO', 'T-1'], ''],
  ['trade --account DEMO --yes n', ['NQZ6 '], 'n'],
  ['trade ESZ6 buy 2 --ac', ['--account '], '--ac'],
  ['cancel D13', ['D13', 'D13.s1'], 'D13'],
  ['cancel D12 a', ['all '], 'a'],
  ['modify d', ['D12', 'D13', 'D13.s1'], 'd'],
  ['quote ESZ6 ', ['ESZ6', 'NQZ6', 'ZNZ6'], ''],
  ['account t', ['T-1 '], 't'],
  ['demo ', ['remove '], ''],
  ['help fl', ['flatten '], 'fl'],
])('%j', (line, completions, part) => {
  const [found, rest] = complete(program(commands, processSeat), line, names);
  expect([[...found].sort(), rest]).toEqual([completions, part]);
});
