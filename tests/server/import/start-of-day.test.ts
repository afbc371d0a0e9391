import { afterAll, beforeAll, expect, it } from 'vitest';
import { instant } from '../../../core/model/time.ts';
import { importRecord, previewRecord, type RecordRequest } from '../../../server/import/record-import.ts';
import { openTestConsole, type TestConsole } from '../open-console.ts';

let console: TestConsole;
beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());

const header = 'ACCOUNT,ASSET,RUN_DATE,PRODUCT_CODE,LONG_SHORT,QUANTITY,EXPIRE_DATE,PRICE_TODAY';
const row = (account: string, date: string, quantity: number, side = 'L') =>
  `${account},ZN,${date},FUTURE,${side},${quantity},09/19/2025,111'280`;
const file = (name: string, ...rows: string[]): RecordRequest => ({
  name,
  content: Buffer.from([header, ...rows].join('\n')),
});

const preview = (wanted: RecordRequest) => previewRecord(wanted, console.record);
const take = (wanted: RecordRequest, keepGood = false) => importRecord(wanted, console.record, { keepGood });
const held = async (account: string) => {
  const sql = `select quantity from positions where account = '${account}'`;
  return (await console.analytics.run({ sql, params: new Map(), limit: 10 })).rows.flat().map(Number);
};

it('states once what an account began with; the same file again adds nothing', async () => {
  const first = file('sod1.csv', row('A', '07/22/2025', 5));
  expect(await take(first)).toMatchObject({ outcome: 'imported', new: 1 });
  expect(await take(first)).toMatchObject({ outcome: 'imported', new: 0, known: 1 });
  const next = file('sod2.csv', row('A', '07/23/2025', 7));
  const sentence =
    'sod2.csv states what A held at the start of 2025-07-23, but A has start-of-day positions in the record already (2025-07-22, 1 in number): the two would add up, so nothing was taken. Book the file to another account (--account); if the earlier positions were wrong, they have to be busted first.';
  expect(() => preview(next)).toThrow(sentence);
  await expect(take(next, true)).rejects.toThrow(sentence);
  expect(console.open.journal.refusals(1)).toMatchObject([{ subject: 'import', reason: sentence }]);
  expect(await held('A')).toEqual([5]);
});

it('goes to another account, or follows a bust of the earlier positions', async () => {
  await take(file('b1.csv', row('B', '07/22/2025', 5)));
  const next = file('b2.csv', row('B', '07/23/2025', 7));
  expect(await take({ ...next, account: 'B2' })).toMatchObject({ outcome: 'imported', new: 1 });
  const [wrong] = [...console.open.journal.fills()].filter(({ account }) => account === 'B');
  const told = {
    amendmentId: 'A-1',
    executionId: wrong!.executionId,
    reason: 'wrong file',
    tsEvent: instant(1),
    tsInit: instant(1),
  };
  await console.open.desk.amend({ ...told, type: 'bust' });
  expect(await take(next)).toMatchObject({ outcome: 'imported', new: 1 });
  expect([await held('B'), await held('B2')]).toEqual([[7], [7]]);
});

it('refuses another content of the same day, and takes a row that was bad the first time', async () => {
  const good = row('C', '07/22/2025', 5);
  expect(await take(file('c.csv', good, row('C', '07/22/2025', 3, 'X')), true)).toMatchObject({ new: 1 });
  await expect(take(file('c.csv', row('C', '07/22/2025', 6)))).rejects.toThrow(
    'but C has other start-of-day positions of that day in the record already (2025-07-22, 1 in number)',
  );
  expect(await take(file('c.csv', good, row('C', '07/22/2025', 3)))).toMatchObject({ new: 1, known: 1 });
  expect(await held('C')).toEqual([8]);
});

it('refuses two days in one file, and keeps accounts apart', async () => {
  const days = [row('D', '07/22/2025', 5), row('D', '07/23/2025', 5)];
  await expect(take(file('d.csv', ...days))).rejects.toThrow(
    'but also at the start of 2025-07-23: the two would add up',
  );
  const accounts = [row('D', '07/22/2025', 5), row('E', '07/23/2025', 4)];
  expect(await take(file('d.csv', ...accounts))).toMatchObject({ outcome: 'imported', new: 2 });
});
