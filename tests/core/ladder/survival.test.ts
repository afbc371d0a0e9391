import { describe, expect, it } from 'vitest';
import { levelsCrossed, SIXTEENTH, startRiskForStop, survivalCurve } from '../../../core/ladder/survival.ts';
import { moneyFromDecimal, moneyToDecimal } from '../../../core/model/money.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { at } from './golden.ts';

/** The technical levels of ZN, a point a line. */
const levels = `
  108'15 108'23 108'29
  109'02 109'07 109'11 109'19 109'21 109'28
  110'02 110'06 110'09 110'15 110'20 110'24 110'31
  111'01 111'05 111'08 111'14 111'18 111'26
  112'07 112'11 112'16 112'19 112'26
  113'01 113'08 113'11 113'18 113'25 113'31
  114'06 114'12 114'18 114'23 114'30`
  .trim()
  .split(/\s+/)
  .map(at);

describe('the survival curve', () => {
  const cases: [name: string, price: string, risk: string, stop: string | undefined, curve: string, away: number][] = [
    [
      'R1',
      '111.796875',
      '625',
      undefined,
      '111.5625:781.25 111.4375:1302.083333 111.25:2604.166667 111.15625:3906.25 111.03125:6510.416667 110.96875:8680.555556 110.75:18807.87037 110.625:31346.450617',
      18.75,
    ],
    [
      'R2',
      '111.84375',
      '937.5',
      undefined,
      '111.5625:1406.25 111.4375:2343.75 111.25:4687.5 111.15625:7031.25 111.03125:11718.75 110.96875:15625',
      14,
    ],
    [
      'R3',
      '111',
      '-500',
      undefined,
      '111.25:-666.666667 111.4375:-1333.333333 111.5625:-2222.222222 111.8125:-5185.185185 112.21875:-16419.753086 112.34375:-27366.255144',
      21.5,
    ],
    ['R4', '111', '625', '-10000', '110.75:833.333333 110.625:1388.888889 110.46875:2546.296296', 8.5],
    [
      'R5',
      '110.9375',
      '187.5',
      undefined,
      '110.75:187.5 110.625:312.5 110.46875:572.916667 110.28125:1145.833333 110.1875:1718.75 110.0625:2864.583333 109.875:5729.166667 109.65625:12413.194444 109.59375:16550.925926',
      21.5,
    ],
  ];
  it.each(cases)('%s', (_, price, risk, stop, points, away) => {
    const survival = survivalCurve({
      levels,
      price: at(price),
      startRisk: moneyFromDecimal(risk),
      ...(stop ? { stop: moneyFromDecimal(stop) } : {}),
    });
    const [first, ...rest] = survival.curve.map(
      (point) => `${priceToDecimal(point.price)}:${moneyToDecimal(point.risk)}`,
    );
    expect(first).toBe(`${price}:${risk}`);
    expect(rest.join(' ')).toBe(points);
    expect([survival.extreme, survival.away / SIXTEENTH]).toEqual([survival.curve.at(-1)?.price, away]);
  });

  it('R6: what to start with so that the farthest level costs the stop', () => {
    const { above, below } = startRiskForStop({ levels, price: at("111'01"), stop: moneyFromDecimal('-10000') });
    expect([above, below]).toEqual([-25_310_028, 25_174_825]);
  });

  it('meets its stop at the farthest level when it starts so', () => {
    const price = at("111'01");
    const stop = moneyFromDecimal('-10000');
    const { below } = startRiskForStop({ levels, price, stop });
    const { breach, curve } = survivalCurve({ levels, price, startRisk: below!, stop: moneyFromDecimal('-10000.01') });
    expect([breach, priceToDecimal(curve.at(-1)!.price)]).toEqual([null, '109.59375']);
    expect(Math.abs(curve.at(-1)!.pnl - stop)).toBeLessThan(10_000);
  });

  it('has nothing to survive when flat, and no level where none is near', () => {
    expect(survivalCurve({ levels, price: at('111'), startRisk: moneyFromDecimal('0') })).toEqual({
      curve: [],
      extreme: at('111'),
      away: 0,
      breach: null,
    });
    expect(survivalCurve({ levels: [], price: at('111'), startRisk: moneyFromDecimal('1') }).curve).toHaveLength(1);
    expect(startRiskForStop({ levels: [], price: at('111') })).toEqual({ above: null, below: null });
  });

  it('counts what the day has made', () => {
    const given = { levels, price: at('111'), startRisk: moneyFromDecimal('625') };
    const { breach, curve } = survivalCurve({
      ...given,
      stop: moneyFromDecimal('-8000'),
      pnl: moneyFromDecimal('2000'),
    });
    expect([breach, curve.map(({ pnl }) => moneyToDecimal(pnl))]).toEqual([
      at('110.28125'),
      ['2000', '-500', '-2166.666667', '-5638.888889'],
    ]);
  });

  it.each([0, -3])('refuses a distance of %d', (distance) => {
    const given = { levels, price: at('111'), startRisk: moneyFromDecimal('1'), distance };
    expect(() => survivalCurve(given)).toThrow(`${distance} sixteenths of a point is no distance`);
  });
});

describe('levels that are crossed', () => {
  it('come in the direction of travel, ends included', () => {
    const crossed = (from: string, to: string) => levelsCrossed(levels, at(from), at(to)).map(priceToDecimal);
    const up = ['110.28125', '110.46875', '110.625'];
    expect(crossed("110'09", "110'20")).toEqual(up);
    expect(crossed("110'20", "110'09")).toEqual(up.toReversed());
    expect(crossed("110'10", "110'14")).toEqual([]);
  });
});
