import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../server/paths.ts';
import { jsonOf, newPlace, type Place, deskbook as spawned, startConsole } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
  const file = path.join(projectRoot, 'tests', 'fixtures', 'import', 'fills.csv');
  await deskbook(place, ['import', file, '--account', 'AMEND', '--keep-good']);
});
afterAll(() => place.remove());

interface Row {
  readonly execution_id: string;
  readonly side: string;
  readonly quantity: string;
  readonly price_text: string;
  readonly corrected: boolean;
}

const fills = async (): Promise<readonly Row[]> =>
  jsonOf(
    await deskbook(place, [
      'query',
      "select execution_id, side, quantity, price_text, corrected from fills where account = 'AMEND' order by ts_event, execution_id",
      '--json',
    ]),
  );

describe('deskbook amend', () => {
  it('states an execution anew, and takes one back', async () => {
    const [first, second] = await fills();
    const corrected = await deskbook(place, [
      ...['amend', 'correct', first!.execution_id, '--quantity', '7', '--reason', 'the venue says 7', '--json'],
    ]);
    expect(jsonOf(corrected)).toMatchObject({ executionId: first!.execution_id, type: 'correct', quantity: 7 });
    const again = await deskbook(place, [
      ...['amend', 'correct', first!.execution_id, '--side', first!.side, '--reason', 'the side stands', '--json'],
    ]);
    expect(jsonOf(again)).toMatchObject({ quantity: 7, side: first!.side });
    const busted = await spawned(place, ['amend', 'bust', second!.execution_id, '--reason', 'broken trade']);
    expect(busted).toMatchObject({ code: 0, stderr: '' });
    expect(busted.stdout).toMatch(new RegExp(`^${second!.execution_id} is taken back: (buy|sell) `));
    const after = await fills();
    expect(after[0]).toEqual({ ...first, quantity: '7', corrected: true });
    expect(after.map(({ execution_id }) => execution_id)).not.toContain(second!.execution_id);
  });

  it.each([
    [['bust', 'nowhere', '--reason', 'r'], 1, 'There is no execution nowhere in the journal.'],
    [
      ['correct', 'nowhere', '--reason', 'r'],
      2,
      'a correction says side, quantity or price, and a bust says none of them',
    ],
    [['bust', 'nowhere', '--quantity', '1', '--reason', 'r'], 2, 'a correction says side, quantity or price'],
    [['correct', 'nowhere', '--quantity', '1.5', '--reason', 'r'], 2, 'quantity: a whole number of contracts'],
    [['bust', 'nowhere'], 2, "required option '--reason <text>' not specified"],
  ] as const)('%j ends with %d', async (words, code, sentence) => {
    const ended = await deskbook(place, ['amend', ...words]);
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toContain(sentence);
  });

  it('asks the console that runs', async () => {
    const console = await startConsole(place);
    try {
      const [first] = await fills();
      const taken = await deskbook(place, ['amend', 'bust', first!.execution_id, '--reason', 'twice', '--json']);
      expect(jsonOf(taken)).toMatchObject({ executionId: first!.execution_id, type: 'bust' });
      expect((await fills()).map(({ execution_id }) => execution_id)).not.toContain(first!.execution_id);
    } finally {
      await console.end();
    }
  });
});
