import { describe, expect, test } from 'vitest';
import { maskText } from '../../../core/trace/mask.ts';
import { sensitiveNames } from '../../../core/trace/mask-names.ts';

const names = sensitiveNames();

describe('a name', () => {
  test.each([
    ...['password', 'Password', 'userPassword', 'PASSWORD_HASH', 'passwd', 'pwd', 'passphrase'],
    ...['api_key', 'apiKey', 'API-KEY', 'x-api-key', 'apikey', 'appKey', 'APP_KEY'],
    ...[
      'secret',
      'clientSecret',
      'token',
      'tokens',
      'accessToken',
      'refresh-token',
      'auth',
      'Authorization',
      'authorize',
    ],
    ...[
      'account',
      'accountId',
      'sub_account',
      'cookie',
      'Set-Cookie',
      'private key',
      'credentials',
      'x-signature',
      'author_token',
    ],
  ])('%s is sensitive', (name) => expect(names.has(name)).toBe(true));

  test.each([
    ...[
      'side',
      'quantity',
      'key',
      'api',
      'keys',
      'pass',
      'author',
      'authors',
      'authority',
      'coauthor',
      'accounting',
      'accountable',
    ],
    ...[
      'tokenizer',
      'tokenize',
      'tokens_total',
      'tokenCount',
      'max_tokens',
      'secretary',
      'a',
      '',
      'price',
      'constructor',
      '__proto__',
    ],
  ])('%s is not', (name) => expect(names.has(name)).toBe(false));

  test('of settings is found in any writing', () => {
    const own = sensitiveNames(['trader_id', 'Passwort', 'a.b']);
    expect(['traderId', 'TRADER-ID', 'passwort', 'AB', 'trader', 'password'].map((name) => own.has(name))).toEqual([
      ...[true, true, true, true, false, true],
    ]);
    expect(maskText('trader-id: 7, traderId=8', own)).toBe('trader-id: ***, traderId=***');
  });
});

describe('in a text', () => {
  test.each<[what: string, text: string, masked: string]>([
    ['a header', 'Authorization: Bearer abc.def', 'Authorization: ***'],
    ['a header among others', 'Host: x\r\nCookie: a=b; c=d\r\nAccept: y', 'Host: x\r\nCookie: ***\r\nAccept: y'],
    ['a header in quotes', `curl -H "Authorization: Basic abc" http://x/`, `curl -H "Authorization: ***" http://x/`],
    ['a bearer', 'sent Bearer abc.def to it', 'sent Bearer *** to it'],
    ['a query', 'GET /x?api_key=abc&side=buy&token=d', 'GET /x?api_key=***&side=buy&token=***'],
    ['a form', 'user[password]=abc&x=1', 'user[password]=***&x=1'],
    ['an address', 'postgres://joe:word@host:5432/db?x=1', 'postgres://***@host:5432/db?x=1'],
    ['an address in a sentence', 'no answer from https://t0ken@host/x.', 'no answer from https://***@host/x.'],
    ['JSON', '{"password":"a\\"b","x":1}', '{"password":"***","x":1}'],
    ['spaces in JSON', '{ "token" : "a b" , "x" : 1 }', '{ "token" : "***" , "x" : 1 }'],
    ['a number in JSON', '{"account":5,"x":1}', '{"account":"***","x":1}'],
    ['an object in JSON', '{"auth":{"user":"}","list":[1]},"x":1}', '{"auth":"***","x":1}'],
    ['pairs in JSON', '[["authorization","a"],["x","y"]]', '[["authorization","***"],["x","y"]]'],
    [
      'JSON in JSON',
      '{"body":"{\\"token\\":\\"a\\\\\\"b\\",\\"x\\":1}"}',
      '{"body":"{\\"token\\":\\"***\\",\\"x\\":1}"}',
    ],
    ['JSON that is cut', '{"x":1,"password":"abc', '{"x":1,"password":"***'],
    ['Python', "{'password': 'a', 'x': None}", "{'password': '***', 'x': None}"],
    ['an assignment', 'password = abc, user = joe', 'password = ***, user = joe'],
    ['a quoted assignment', "set pwd='a b' now", "set pwd='***' now"],
    ['a call', 'login(joe, password=abc)', 'login(joe, password=***)'],
    ['a label', 'password: abc; host: x', 'password: ***; host: x'],
    ['a flag', 'psql --password abc -h x', 'psql --password *** -h x'],
    ['an element', '<password>abc</password>', '<password>***</password>'],
    ['SQL', "where account = 'DEMO' and side = 1", "where account = '***' and side = 1"],
    ['a web token', 'got eyJhbGciOi.eyJzdWIiOi.c2ln here', 'got *** here'],
    ['what is masked already', '{password: ***, token: "***"}', '{password: ***, token: "***"}'],
    ['more than one mask', 'token=***abc', 'token=***'],
    ['a stack', 'Error: token=abc\n    at f (/x/auth.ts:1:2)', 'Error: token=***\n    at f (/x/auth.ts:1:2)'],
    ['no value', 'the password is wrong; token', 'the password is wrong; token'],
    ['an empty value', 'token=&x=1', 'token=&x=1'],
  ])('%s', (_, text, masked) => expect(maskText(text, names)).toBe(masked));
});
