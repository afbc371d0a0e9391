import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, newPlace, type Place } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

const price = (...args: string[]) => deskbook(place, ['price', ...args]);

describe('price --json', () => {
  const cases: [args: string[], answer: object][] = [
    [["110'085"], { input: "110'085", format: 'tt3', decimal: 110.265625, text: "110'085" }],
    [
      ["110'085", '--instrument', 'ZN', '--to', 'dash'],
      { input: "110'085", format: 'tt3', decimal: 110.265625, text: '110-08.5' },
    ],
    [["-0'080"], { input: "-0'080", format: 'tt3', decimal: -0.25, text: "-0'080" }],
    [
      ['110.28125', '--instrument', 'ZBZ6'],
      { input: '110.28125', format: 'decimal', decimal: 110.28125, text: "110'09" },
    ],
    [['6123.25'], { input: '6123.25', format: 'decimal', decimal: 6123.25, text: '6123.25' }],
    [['111:5'], { input: '111:5', format: 'colon', decimal: 111.5, text: '111.5' }],
    [
      ['9007199.254740991'],
      { input: '9007199.254740991', format: 'decimal', decimal: '9007199.254740991', text: '9007199.254740991' },
    ],
    [
      ['127095', '--instrument', 'ZN', '--from', 'code'],
      { input: '127095', format: 'code', decimal: 127.296875, text: "127'095" },
    ],
    [
      ['0-06.1', '--from', 'sixtyfourths', '--to', 'decimal'],
      { input: '0-06.1', format: 'sixtyfourths', decimal: 0.0953125, text: '0.0953125' },
    ],
    [["0'230", '--instrument', 'OZN'], { input: "0'230", format: 'tt3', decimal: 0.359375, text: "0'23" }],
    [
      ['0-06.1', '--instrument', 'VBYN25C3 111.750 Comdty'],
      { input: '0-06.1', format: 'dash', decimal: 0.0953125, text: "0'06" },
    ],
    [['23', '--from', 'count64'], { input: '23', format: 'count64', decimal: 0.359375, text: "0'23" }],
    [["450'2", '--instrument', 'ZC'], { input: "450'2", format: 'eighths', decimal: 450.25, text: "450'2" }],
    [
      ['105-20.25', '--add', '-4bp', '--to', 'dash'],
      {
        input: '105-20.25',
        format: 'dash',
        decimal: 105.6328125,
        text: '105-20.25',
        moved: { by: '-4bp', decimal: 105.3828125, text: '105-12.25' },
      },
    ],
  ];
  it.each(cases)('%j', async (args, answer) => {
    const outcome = await price(...args, '--json');
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 0, stderr: '' });
    expect(outcome.stdout).toBe(`${JSON.stringify(jsonOf(outcome), null, 2)}\n`);
    expect(Object.entries(jsonOf<object>(outcome))).toEqual(Object.entries(answer));
  });
});

it('prints the text alone without --json', async () => {
  const printed = [await price("110'085", '--to', 'plus'), await price("110'085", '--add', '1/64')];
  expect(printed.map(({ stdout }) => stdout)).toEqual(['110-08+\n', "110'090\n"]);
});

describe('a price that cannot be read', () => {
  const cases: [args: string[], sentence: string][] = [
    [["110'40"], '40 is more than 31 32nds at character 5 of "110\'40". Write a price as'],
    [["110'084"], 'no eighth of a 32nd is written 4 at character 7 of "110\'084". Write a price as'],
    [['bad'], 'expected a decimal number at character 1 of "bad". Write a price as'],
    [['110085', '--instrument', 'ZN'], "110085 may be 110085.0 or 110'085, so write one of them at character 4"],
    [["6123'25", '--instrument', 'ES'], 'expected a decimal number at character 5 of "6123\'25".'],
    [["110'08", '--instrument', 'ZX'], 'There is no instrument "ZX". Did you mean'],
    [
      ["110'08", '--add', '2ticks'],
      'there is no tick without an instrument at character 2 of "2ticks". A movement is 4bp',
    ],
    [['9007199.254740993'], '9007199.254740993 is too large to be held exactly.\n'],
  ];
  it.each(cases)('%j ends with code 1', async (args, sentence) => {
    const { code, stdout, stderr } = await price(...args, '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.startsWith(`deskbook: ${sentence}`), stderr).toBe(true);
  });
});
