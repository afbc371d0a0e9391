import { afterAll, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { Lab } from './fixture.ts';

const { instruments } = await loadConfig('config');
const lab = new Lab({ symbols: { definitions: instruments, thisYear: 2026 }, inMemory: true });
afterAll(() => lab.dispose());

it('symbology says which one a text is in, of each row by itself', async () => {
  const rows = await lab.rows(
    "select text, symbology(text) from (values ('TYU5 Comdty'), ('ZN Sep25'), ('nothing'), (''), (null)) as texts(text)",
  );
  expect(rows).toEqual([
    ['TYU5 Comdty', 'bloomberg'],
    ['ZN Sep25', 'tt'],
    ['nothing', null],
    ['', null],
    [null, null],
  ]);
});

it('translate_symbol gives what another system writes, or null', async () => {
  const rows = await lab.rows(`
    select translate_symbol('XCME.VY3.21JUL25.111:75.C', 'actantrisk', 'bloomberg'),
      translate_symbol('TYU5 Comdty', 'bloomberg', 'actanttime'),
      translate_symbol('TYX5 Comdty', 'bloomberg', 'cme'),
      translate_symbol(null, 'bloomberg', 'cme')`);
  expect(rows).toEqual([['VBYN25C3 111.750 Comdty', null, null, null]]);
});

it('a symbology that does not exist fails the query', async () => {
  const { code, message } = await lab.error("select translate_symbol('TYU5 Comdty', 'bloomburg', 'cme')");
  expect([code, message]).toEqual(['query', expect.stringContaining('Did you mean bloomberg?')]);
});
