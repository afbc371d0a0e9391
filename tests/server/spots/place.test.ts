import { expect, test } from 'vitest';
import { priceToDecimal } from '../../../core/model/price.ts';
import { toMilliseconds } from '../../../core/model/time.ts';
import { parseInstant } from '../../../server/spots/instant-text.ts';
import { findPrice, type Place } from '../../../server/spots/place.ts';
import { zn } from '../../cells/live-topics.ts';

const told = (content: string, place: Place): string => {
  try {
    const { price, text, format, stated } = findPrice(content, place, zn.priceStyle);
    const at = stated === undefined ? '' : ` ${new Date(toMilliseconds(stated)).toISOString()}`;
    return `${priceToDecimal(price)} ${text} ${format}${at}`;
  } catch (error) {
    return (error as Error).message;
  }
};

const quotes = 'symbol,last,time\nZN,110-16,2026-11-20T15:29:00Z\nZF,107-16,\nZN,"110-16+",2026-11-20T15:30:00Z\n';
const json = '{"quote": {"last": 110.265625, "text": "110-08+", "a/b": [null, "110-09"], "time": 1795188600}}';

test.each<[string, string, Place, string]>([
  ['the whole text', "110'165\n", {}, "110.515625 110'165 tt3"],
  ['a text without its end', "110'165", {}, "110.515625 110'165 tt3"],
  ['the last whole line', "110'160\r\n110'165\r\n", {}, "110.515625 110'165 tt3"],
  ['no line that is still being written', "110'160\n110'1", {}, "110.5 110'160 tt3"],
  ['a text with a byte order mark', "\ufeff110'165\n", {}, "110.515625 110'165 tt3"],
  ['nothing', ' \n\n', {}, 'is empty'],
  [
    'garbage',
    '<html>\u0000\ufffd</html>',
    {},
    'has no price that can be read: expected a decimal number at character 1 of "<html>\u0000\ufffd</html>"',
  ],
  [
    'what may be two prices',
    '110-085\n',
    {},
    `has no price that can be read: "110-085" may be 110'08.5 or 110'08.625: write one of them`,
  ],
  ['the same in a style that is named', '110-085\n', { style: 'cash' }, '110.26953125 110-085 cash'],
  ['a column', quotes, { column: 'last' }, '110.515625 110-16+ plus'],
  [
    'the last row of a symbol, with its time',
    quotes,
    { column: 'last', where: { symbol: 'ZN' }, stated: 'time' },
    '110.515625 110-16+ plus 2026-11-20T15:30:00.000Z',
  ],
  [
    'a row without its time',
    quotes,
    { column: 'last', where: { symbol: 'ZF' }, stated: 'time' },
    'has no time that can be read: write 2026-11-20T15:30:00Z, or seconds since 1970',
  ],
  ['a row that is not there', quotes, { column: 'last', where: { symbol: 'ZB' } }, 'has no row where symbol is ZB'],
  ['a column that is not there', quotes, { column: 'bid' }, 'has no column bid'],
  ['a row that is still being written', 'last\n110-16\n110-1', { column: 'last' }, '110.5 110-16 dash'],
  ['a header alone', 'last\n', { column: 'last' }, 'has no rows'],
  ['a number in JSON, which is decimals', json, { pointer: '/quote/last' }, '110.265625 110.265625 decimal'],
  [
    'a text in JSON, with its time',
    json,
    { pointer: '/quote/text', stated: '/quote/time' },
    '110.265625 110-08+ plus 2026-11-20T15:30:00.000Z',
  ],
  ['a pointer with a slash and an index', json, { pointer: '/quote/a~1b/1' }, '110.28125 110-09 dash'],
  ['a pointer to nothing', json, { pointer: '/quote/__proto__' }, 'has no text or number at /quote/__proto__'],
  ['half of a document', json.slice(0, 40), { pointer: '/quote/last' }, 'is no JSON'],
])('finds %s', (_, content, place, expected) => expect(told(content, place)).toBe(expected));

test.each([
  ['2026-11-20T15:30:00Z', '2026-11-20T15:30:00.000Z'],
  ['2026-11-20 09:30:00.250-06:00', '2026-11-20T15:30:00.250Z'],
  [1795188600, '2026-11-20T15:30:00.000Z'],
  ['1795188600250', '2026-11-20T15:30:00.250Z'],
  ['2026-11-20T15:30:00', undefined],
  ['2026-13-20T15:30:00Z', undefined],
  ['yesterday', undefined],
  [null, undefined],
])('reads %j as an instant', (value, expected) => {
  const at = parseInstant(value);
  expect(at === undefined ? undefined : new Date(toMilliseconds(at)).toISOString()).toBe(expected);
});
