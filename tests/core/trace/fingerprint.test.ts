import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../../core/trace/fingerprint.ts';

const stack = '\n    at Desk.submit (/home/joe/deskbook/server/desk/desk.ts:12:5)\n    at run (/x/y.ts:1:1)';
const other = '\n    at Desk.submit (file:///srv/console/server/desk/desk.ts?v=2:99:1)\n    at main (/z.ts:3:3)';
const python = (line: number, value: number) =>
  `Traceback (most recent call last):\n  File "/x/main.py", line ${line}, in main\n    submit(order)\n  File "/x/desk/orders.py", line ${line}, in submit\n    raise ValueError(f"bad {value}")\nValueError: bad ${value}`;
const java = (line: number) =>
  `java.lang.IllegalStateException: order ${line} is gone\n\tat java.util.Map.get(Map.java:1)\n\tat desk.Orders.submit(Orders.java:${line})\nCaused by: java.io.IOException: closed\n\t... ${line} more`;

describe('equal for the same error', () => {
  test.each<[what: string, one: string, another: string]>([
    ['lines and folders', `Error: no${stack}`, `Error: no${other}`],
    ['numbers', 'Error: 17 fills at 110.5, -3', 'Error: 2 fills at 7, 12'],
    ['prices', "Error: no bid at 110'160", "Error: no bid at 109'315"],
    ['ids', 'Error: order T-17 is gone', 'Error: order T-1832 is gone'],
    [
      'long ids',
      'Error: run 8f14e45f-ceea-467f-a0e6-5a1b2c3d4e5f ended',
      'Error: run aaaabbbb-cccc-dddd-eeee-ffffaaaabbbb ended',
    ],
    ['digests', 'Error: hash deadbeefdeadbeef', 'Error: hash 0011223344556677'],
    ['texts in quotes', 'Error: no "ZNZ6" here', 'Error: no "a b c" here'],
    ['texts in single quotes', "Error: no 'ZNZ6' here", "Error: no 'x' here"],
    ['paths', "ENOENT: no such file, open '/a/b.csv'", "ENOENT: no such file, open '/c/d/e.csv'"],
    ['bare paths', 'Error: cannot read /a/b.csv now', 'Error: cannot read /c/d/e.csv now'],
    ['paths of Windows', 'Error: cannot read C:\\a\\b.csv now', 'Error: cannot read D:\\c\\d.csv now'],
    ['addresses', 'Error: no answer from http://a:80/x?y=1', 'Error: no answer from https://b.c/z'],
    ['hosts and ports', 'Error: connect ECONNREFUSED 10.0.0.1:80', 'Error: connect ECONNREFUSED 127.0.0.1:9000'],
    ['instants', 'Error: late since 2026-11-21T10:00:00.000Z', 'Error: late since 2027-01-02T03:04:05.006Z'],
    ['lists of numbers', 'Error: rows 1, 2, 3 are bad', 'Error: rows 9, 10 are bad'],
    ['what is masked', 'Error: account=*** is closed', 'Error: account=17 is closed'],
    [
      'bundles',
      'Error: no\n    at Desk.submit2 [as send] (/a/build/chunk-ABCDEFGH.js:1:1)',
      'Error: no\n    at Desk.submit (/a/build/chunk-HGFEDCBA.js:9:9)',
    ],
    ['Python', python(3, 7), python(90, 12)],
    ['Java', java(3), java(17)],
    [
      'frames that are not its own',
      'Error: no\n    at read (/a/node_modules/x/y.js:1:1)\n    at node:internal/fs:1:2\n    at load (/d/e/f.ts:1:1)',
      'Error: no\n    at other (/b/node_modules/z/y.js:4:1)\n    at load (/g/e/f.ts:8:2)',
    ],
  ])('whatever its %s', (_, one, another) => expect(fingerprint(one)).toBe(fingerprint(another)));
});

describe('another for another error', () => {
  test.each<[what: string, one: string, another: string]>([
    ['name', 'TypeError: no', 'RangeError: no'],
    ['message', 'Error: the book is crossed', 'Error: the book is empty'],
    ['function', `Error: no${stack}`, `Error: no${stack.replace('Desk.submit', 'Desk.cancel')}`],
    ['file', `Error: no${stack}`, `Error: no${stack.replace('desk.ts', 'orders.ts')}`],
    ['cause', `Error: no${stack}\nCaused by: Error: disk full`, `Error: no${stack}\nCaused by: Error: locked`],
    ['message in Python', python(3, 7), python(3, 7).replaceAll('bad', 'late')],
    ['words with apostrophes', "Error: it can't be read, it's gone", "Error: it can't be sent, it's gone"],
  ])('of another %s', (_, one, another) => expect(fingerprint(one)).not.toBe(fingerprint(another)));
});

test('16 digits for anything, also what is huge', () => {
  for (const text of ['', '\n', 'at', 'x'.repeat(200_000), `Error: ${'('.repeat(20_000)}`, ' at ('.repeat(20_000)])
    expect(fingerprint(text)).toMatch(/^[0-9a-f]{16}$/);
});
