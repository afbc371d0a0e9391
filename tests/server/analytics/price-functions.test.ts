import { afterAll, describe, expect, it } from 'vitest';
import type { Instrument, PriceStyle } from '../../../core/model/instrument.ts';
import { price, priceToDecimal } from '../../../core/model/price.ts';
import { formatPriceAs, namedStyles, priceStyleName } from '../../../core/model/price-named.ts';
import { readPrice } from '../../../core/model/price-read.ts';
import { Lab, note } from './fixture.ts';

const styles: Readonly<Record<string, PriceStyle>> = {
  ZN: { kind: 'thirtySeconds', digits: 3 },
  ZB: { kind: 'thirtySeconds', digits: 2 },
  OZN: { kind: 'sixtyFourths', digits: 2 },
  ZC: { kind: 'eighths' },
  ES: { kind: 'decimal', decimals: 2 },
};
const instruments = Object.entries(styles).map(
  ([root, priceStyle]): Instrument => ({ ...note(root, 'Z6', 1000), priceStyle }),
);
const lab = new Lab({ instruments, inMemory: true });
afterAll(() => lab.dispose());

describe('price_text', () => {
  it('prints as the exchange of the instrument does, or in a named style', async () => {
    const rows = await lab.rows(`
      select price_text(110.265625, 'ZNZ6'), price_text(-0.25, 'ZN'), price_text(0.359375, 'OZNZ6'), price_text(450.25, 'ZCZ6'),
        price_text(6123.125, 'ESZ6'), price_text(110, 'ZNH9'), price_text(110.265625, 'ZNZ6', 'dash'), price_text(110.265625, 'ZBZ6', 'plus')`);
    expect(rows).toEqual([["110'085", "-0'080", "0'23", "450'2", '6123.12', "110'000", '110-08.5', '110-08+']]);
  });

  it('is null for nothing and for an instrument nobody knows', async () => {
    const rows = await lab.rows(
      `select price_text(null, 'ZN'), price_text(110, null), price_text(110, 'QQQ'), price_text(1, 'ZN', null)`,
    );
    expect(rows).toEqual([[null, null, null, null]]);
  });

  it('fails with the names of the styles for one that is none', async () => {
    const { code, message } = await lab.error(`select price_text(110, 'ZN', 'dahs')`);
    expect(code).toBe('query');
    expect(message).toMatch(/There is no price style "dahs": there are decimal, decimal6, tt2, .* Did you mean dash/);
  });
});

describe('parse_price', () => {
  it('reads any form of the instrument exactly', async () => {
    const { columns, rows } = await lab.run(`
      select parse_price('110''085', 'ZNZ6') as a, parse_price('0''23', 'OZNZ6') as b, parse_price('110-08+', 'ZB') as c,
        parse_price('127095', 'ZN', 'code') as d, parse_price('111:25', 'ZN') as e`);
    expect(columns[0]?.type).toBe('DECIMAL(18,9)');
    expect(rows).toEqual([['110.265625000', '0.359375000', '110.265625000', '127.296875000', '111.250000000']]);
  });

  it('is null for text that is no price (P60), and says so of each row by itself', async () => {
    const rows = await lab.rows(`
      select text, parse_price(text, 'ZNZ6') as price
      from (values ('110''08'), ('110''40'), ('awaiting data'), (''), (null), ('99999999')) as texts(text)`);
    expect(rows).toEqual([
      ["110'08", '110.250000000'],
      ["110'40", null],
      ['awaiting data', null],
      ['', null],
      [null, null],
      ['99999999', null],
    ]);
  });
});

describe('SQL and the core', () => {
  const below = 20 * 256;
  const count = below + 140 * 256 + 1;
  const valueAt = (row: number) => price((row - below) * 3_906_250);

  it.each(Object.keys(styles))('print and read every 1/256 of %s alike', async (root) => {
    const style = styles[root] ?? expect.fail();
    const rows = await lab.rows(
      `select text, parse_price(text, '${root}') from (
         select range as row, price_text(((range - ${below}) * 0.00390625)::decimal(18,9), '${root}') as text from range(${count})
       ) order by row`,
      { limit: count },
    );
    const expected = Array.from({ length: count }, (_, row) => {
      const text = formatPriceAs(valueAt(row), style);
      return [text, priceToDecimal(readPrice(text, style).price, 9)];
    });
    expect(rows.length).toBe(count);
    expect(rows.filter((row, index) => row[0] !== expected[index]?.[0] || row[1] !== expected[index]?.[1])).toEqual([]);
  });

  it('print alike in every named style', async () => {
    const names = Object.keys(namedStyles).map(priceStyleName);
    const rows = await lab.rows(
      `
      select range, style, price_text(((range * 977 - 500000) * 0.00390625)::decimal(18,9), 'ZN', style)
      from range(1000), (values ${names.map((name) => `('${name}')`).join(', ')}) as styles(style)`,
      { limit: 100_000 },
    );
    const differ = rows.filter(([row, name, text]) => {
      const value = price((Number(row) * 977 - 500_000) * 3_906_250);
      return text !== formatPriceAs(value, styles.ZN ?? expect.fail(), priceStyleName(String(name)));
    });
    expect([rows.length, differ]).toEqual([1000 * names.length, []]);
  });
});

it('the sources of a query that calls them are found', async () => {
  const { reads, unknown } = await lab.analytics.analyse(
    `select price_text(price, instrument) as price, parse_price($limit, instrument) from fills where trade_date = $day`,
  );
  expect({ reads: [...reads].sort(), unknown }).toEqual({ reads: ['$day', '$limit', 'fills'], unknown: undefined });
});

it('a query that prints many prices is interrupted, and the next one answered', async () => {
  const controller = new AbortController();
  const running = lab.run(
    `select sum(length(price_text((a.range * 0.015625)::decimal(18,9), 'ZN'))) from range(1000000) as a, range(100) as b`,
    { signal: controller.signal },
  );
  setTimeout(() => controller.abort(), 100);
  await expect(running).rejects.toThrow();
  expect(await lab.rows(`select price_text(110.5, 'ZN')`)).toEqual([["110'160"]]);
});

it('rows are written while queries print, and both end', async () => {
  async function* pages() {
    for (let page = 0; page < 20; page++) yield Array.from({ length: 1_000 }, (_, row) => [`${page}'${row % 32}`]);
  }
  const print = (root: string) =>
    lab.rows(`select count(distinct price_text((range * 0.00390625)::decimal(18,9), '${root}')) from range(200000)`);
  const [one, two, { rows }] = await Promise.all([
    print('ZN'),
    print('ES'),
    lab.analytics.importRows({ name: 'texts', about: '', columns: [{ name: 'text', type: 'VARCHAR' }], rows: pages() }),
  ]);
  const read = await lab.rows(`select count(parse_price(text, 'ZN')), count(*) from texts`);
  // Every hundredth up to 781.25; 318 of each thousand texts have one digit behind the tick, which is refused.
  expect([one, two, rows, read]).toEqual([[['200000']], [['78126']], 20_000, [['13640', '20000']]]);
});
