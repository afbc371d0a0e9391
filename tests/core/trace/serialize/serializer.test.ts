import { describe, expect, test } from 'vitest';
import { literal } from '../../../../core/trace/serialize/literal.ts';
import { createSerializer } from '../../../../core/trace/serialize/serializer.ts';

const serializer = createSerializer();
const kept = (value: unknown): string => literal(serializer.snapshot(value));
const parts = (value: unknown) => serializer.outputs(value)?.map(([name, part]) => `${name} ${literal(part)}`);
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

class Order {
  side = 'buy';
  quantity = 5;
  #open = false;
  get leaves(): number {
    throw new Error(`a getter of a class is not called ${this.#open}`);
  }
}

const circle: unknown[] = [1];
circle.push(circle);
const ring: Record<string, unknown> = { name: 'ring' };
ring.self = ring;
const deep = range(20).reduce<object>((inner) => ({ inner }), {});
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const noList = "<unreadable: Cannot perform 'IsArray' on a proxy that has been revoked>";

describe('a value is kept', () => {
  test.each<[value: unknown, text: string]>([
    [1, '1'],
    [-0, '-0'],
    [Number.NaN, 'NaN'],
    ['1', '"1"'],
    [10n, '10n'],
    [10n ** 2000n, '<bigint of more than 1,000 digits>'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'undefined'],
    [Symbol('x'), 'Symbol(x)'],
    [[], '[]'],
    [[1, 'a', null], '[1, "a", null]'],
    [range(100), '[list] len=100 1st3=[0, 1, 2]'],
    [new Set(range(20)), '[set] len=20 sample={0, 1, 2}'],
    [{ side: 'buy', price: 1.5 }, '{side: "buy", price: 1.5}'],
    [{ 'a b': 1 }, '{"a b": 1}'],
    [Object.fromEntries(range(400).map((n) => [`k${n}`, n])), '{k0: 0, k1: 1, k2: 2, +397 more}'],
    [
      new Map<unknown, unknown>([
        ['a', 1],
        [2, 'b'],
      ]),
      'Map {"a" => 1, 2 => "b"}',
    ],
    [new Map(range(4000).map((n) => [n, n])), 'Map {0 => 0, 1 => 1, 2 => 2, +3997 more}'],
    [new Uint8Array(7), '<bytes len=7>'],
    [Buffer.from('abc'), '<bytes len=3>'],
    [new ArrayBuffer(9), '<bytes len=9>'],
    [new DataView(new ArrayBuffer(9)), '<bytes len=9>'],
    [new Float64Array(5), '[Float64Array] len=5 1st3=[0, 0, 0]'],
    [new Float64Array(2), 'Float64Array [0, 0]'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(Number.NaN), '<Invalid Date>'],
    [new TypeError('bad', { cause: new Error('low') }), '[TypeError: bad, cause: [Error: low]]'],
    [Object.assign(new Error('gone'), { code: 'ENOENT' }), '[Error: gone {code: "ENOENT"}]'],
    [new AggregateError([new Error('one')], 'all'), '[AggregateError: all, errors: [[Error: one]]]'],
    [/a+/g, '/a+/g'],
    [new URL('https://joe:word@host/x?token=abc'), 'https://***@host/x?token=***'],
    [new URLSearchParams('token=abc&x=1'), 'URLSearchParams {"token": ***, "x": "1"}'],
    [new Headers({ Cookie: 'a=b', accept: 'x' }), 'Headers {"accept": "x", "cookie": ***}'],
    [
      new Request('http://host/x?api_key=k', { method: 'POST', body: 'hidden', headers: { 'x-api-key': 'k' } }),
      'Request {method: "POST", url: "http://host/x?api_key=***", headers: Headers {"content-type": "text/plain;charset=UTF-8", "x-api-key": ***}}',
    ],
    [new Response(null, { status: 204 }), 'Response {status: 204, headers: Headers {}}'],
    [new Blob(['abc'], { type: 'text/plain' }), '<Blob len=3 text/plain>'],
    [Promise.resolve(1), '<Promise>'],
    [new WeakMap(), '<WeakMap>'],
    [
      (function* () {
        yield 1;
      })(),
      '<Generator>',
    ],
    [new Map([[1, 2]]).entries(), '<Map Iterator>'],
    [range, '<function range>'],
    [() => 1, '<function anonymous>'],
    [Order, '<class Order>'],
    [new Order(), 'Order {side: "buy", quantity: 5}'],
    [Object(5), '<Number 5>'],
    [Object.create(null), '{}'],
    [circle, '[1, <Circular reference: list>]'],
    [ring, '{name: "ring", self: <Circular reference: object>}'],
    [deep, '{inner: {inner: {inner: {inner: {inner: {inner: {inner: …}}}}}}}'],
  ])('%#', (value, text) => expect(kept(value)).toBe(text));
});

describe('what a value throws stays inside', () => {
  test('of a getter', () => {
    const value = {
      get bad(): number {
        throw new Error('no: token=abc');
      },
      good: 1,
    };
    expect(kept(value)).toBe('{bad: <getter threw: no: token=***>, good: 1}');
    expect(parts(value)).toEqual(['result[bad] <getter threw: no: token=***>', 'result[good] 1']);
  });

  test('of a proxy that was revoked', () => {
    expect(kept(revoked.proxy)).toBe(noList);
    expect(kept({ a: revoked.proxy, b: 1 })).toBe(`{a: ${noList}, b: 1}`);
    expect(parts(revoked.proxy)).toEqual([`result ${noList}`]);
  });

  test('of something that throws what throws', () => {
    const thrown = {
      get message(): string {
        throw new Error('again');
      },
    };
    const trap = (): never => {
      throw new Proxy(thrown, { getPrototypeOf: () => trap() });
    };
    const hostile = new Proxy({}, { getPrototypeOf: trap, ownKeys: trap, get: trap });
    expect(kept(hostile)).toBe('<unreadable: no reason was given>');
  });

  test('of a getter that keeps another value meanwhile', () => {
    const value = {
      get inner(): string {
        return kept({ a: [1, 2] });
      },
      b: 1,
    };
    expect(kept(value)).toBe('{inner: "{a: [1, 2]}", b: 1}');
  });
});

describe('a table is told by its size', () => {
  class Table {
    schema = {};
    get numRows(): number {
      return 3;
    }
    get numCols(): number {
      return 2;
    }
  }
  class DataFrame {
    shape = [3, 2];
  }
  class NdArray {
    shape = [2, 2];
    dtype = 'int64';
  }
  class DuckDBResult {
    get rowCount(): number {
      return 3;
    }
    get columnCount(): number {
      return 2;
    }
    columnNames(): string[] {
      return ['a', 'b'];
    }
  }
  const rows = [[1, 2], [3, 4], [5, 6]]; // biome-ignore format: a table
  test.each<[value: unknown, text: string]>([
    [new Table(), '[Table 3×2]'],
    [new DataFrame(), '[DataFrame 3×2]'],
    [new NdArray(), '[NdArray int64 (2×2)]'],
    [new DuckDBResult(), '[DuckDBResult 3×2]'],
    [{ columns: ['a', 'b'], rows }, '[Table 3×2]'],
  ])('%#', (value, text) => expect(kept(value)).toBe(text));
});

describe('what is secret is masked', () => {
  test.each<[value: unknown, text: string]>([
    [{ apiKey: 'x', nested: { accessToken: 'y', n: 1 } }, '{apiKey: ***, nested: {accessToken: ***, n: 1}}'],
    [{ account: 'DEMO', side: 'buy' }, '{account: ***, side: "buy"}'],
    [
      [
        ['authorization', 'x'],
        ['b', 'c'],
      ],
      '[["authorization", ***], ["b", "c"]]',
    ],
    [new Map([['API-KEY', 'x']]), 'Map {"API-KEY" => ***}'],
    [{ name: 'cookie', value: 'x' }, '{name: "cookie", value: ***}'],
    ['Authorization: Bearer abc', '"Authorization: ***"'],
    [{ url: 'https://joe:word@host/?token=1' }, '{url: "https://***@host/?token=***"}'],
    [new Error('no: {"password":"x"}'), '[Error: no: {"password":"***"}]'],
  ])('%#', (value, text) => expect(kept(value)).toBe(text));

  test('by its name alone', () => {
    expect(literal(serializer.named('password', { a: 1 }))).toBe('***');
    expect(serializer.named('quantity', 5)).toBe(5);
    expect([serializer.masks('X-Api-Key'), serializer.masks('author')]).toEqual([true, false]);
  });

  test('by words of one’s own', () => {
    const own = createSerializer({ sensitive: ['trader id'] });
    expect(literal(own.snapshot({ traderId: 7, password: 'x' }))).toBe('{traderId: ***, password: ***}');
    expect(own.text('trader_id=7')).toBe('trader_id=***');
  });
});

describe('a text takes no more than its limit', () => {
  test('and says that it is cut', () => {
    expect(kept('x'.repeat(20_000))).toBe(`"${'x'.repeat(996)}...`);
    expect(kept('x'.repeat(998))).toBe(`"${'x'.repeat(998)}"`);
    expect(kept('x'.repeat(999))).toBe(`"${'x'.repeat(996)}...`);
    expect(kept('\n'.repeat(900))).toBe(`"${'\\n'.repeat(498)}...`);
  });

  test('and never shows half a character', () => {
    const faces = '\u{1f600}'.repeat(2_000);
    const texts = [faces, `x${faces}`, [faces], { faces }, new Error(faces)].map(kept);
    expect(texts.map((text) => /\p{Surrogate}/u.test(text))).toEqual([false, false, false, false, false]);
    expect(texts.map((text) => text.length)).toEqual([1_000, 1_000, 252, 259, 1_000]);
  });

  test('whatever is inside', () => {
    const small = createSerializer({ limit: 60 });
    expect(literal(small.snapshot({ text: 'x'.repeat(100), more: 1, less: 2, none: 3 }))).toBe(
      '{text: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...',
    );
  });
});

describe('a result', () => {
  test.each<[value: unknown, rows: string[] | undefined]>([
    [undefined, undefined],
    [null, ['result null']],
    [5, ['result 5']],
    ['x', ['result "x"']],
    [[], ['result []']],
    [
      [1, 'b', { c: 1 }],
      ['result_0 1', 'result_1 "b"', 'result_2 {c: 1}'],
    ],
    [
      [1, true],
      ['value 1', 'status true'],
    ],
    [range(11), ['result [list] len=11 1st3=[0, 1, 2]']],
    [{ a: 1, token: 2 }, ['result[a] 1', 'result[token] ***']],
    [{}, ['result {}']],
    [new Order(), ['side "buy"', 'quantity 5']],
    [new Set([1]), ['result [set] len=1 sample={1}']],
    [new Date(0), ['result 1970-01-01T00:00:00.000Z']],
    [{ columns: [1], rows: [] }, ['result [Table 0×1]']],
    [
      ['authorization', 'x'],
      ['result_0 "authorization"', 'result_1 ***'],
    ],
  ])('%#', (value, rows) => expect(parts(value)).toEqual(rows));

  test('of many keys ends with how many more', () => {
    const rows = parts(Object.fromEntries(range(30).map((n) => [`k${n}`, n])));
    expect(rows).toHaveLength(21);
    expect(rows?.at(-1)).toBe('result +10 more');
  });
});
