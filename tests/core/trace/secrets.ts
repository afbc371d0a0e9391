import fc from 'fast-check';

/** A value with secrets inside, and what must not be found in any text that is made of it. */
export interface Secretive {
  readonly value: unknown;
  readonly secrets: readonly string[];
}

/** One secret in the writings that places allow; `marks` are pieces of it that tell a leak, even of a part. */
interface Secret {
  readonly text: string;
  readonly marks: readonly string[];
}

/** Each piece of a secret begins so, and nothing else has it: where this is found, a secret is. */
export const telltale = 'zQ7';

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const mark = fc
  .array(fc.constantFrom(...letters), { minLength: 8, maxLength: 12 })
  .map((characters) => `${telltale}${characters.join('')}`);

/** Two marks with anything that is allowed between them. */
const secretWith = (between: string): fc.Arbitrary<Secret> =>
  fc
    .tuple(mark, fc.array(fc.constantFrom(...between), { maxLength: 6 }), mark)
    .map(([one, middle, two]) => ({ text: one + middle.join('') + two, marks: [one, two] }));

const inAddress = secretWith('-._~%+!$*');
const inToken = secretWith('-._~+/');
const bare = secretWith('-._~+/$!*@#%^,()|=:[]{}?');
const anything = secretWith('-"\'\\\n\t {}[]:,=&;<>é\u{1f600}`');
const inHeader = secretWith(' "=;,:/+@&\'');

const words = [
  ...['password', 'passwd', 'pwd', 'secret', 'token', 'auth', 'authorization', 'access_token', 'refresh_token'],
  ...[
    'api_key',
    'apikey',
    'api-key',
    'x-api-key',
    'app_key',
    'account',
    'cookie',
    'private_key',
    'credential',
    'signature',
  ],
];

const camel = (word: string): string => word.replace(/[-_](.)/g, (_, letter: string) => letter.toUpperCase());

/** Names that tell a secret, in the writings that programs use. */
export const sensitiveName: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...words),
    fc.constantFrom<(word: string) => string>(
      (word) => word,
      camel,
      (word) => word.toUpperCase(),
      (word) => camel(`user_${word}`),
      (word) => `${word}_of_desk`,
      (word) => word.replaceAll('_', '-'),
    ),
  )
  .map(([word, write]) => write(word));

const field = fc.constantFrom('side', 'quantity', 'note', 'a b', 'ZNZ6', 'x', 'constructor', 'toString');
/** Some letters in a thousand may happen to be the telltale. */
const harmlessText = (size: fc.StringConstraints) => fc.string(size).map((text) => text.replaceAll(telltale[0]!, ' '));
const harmless: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.bigInt(),
  harmlessText({ maxLength: 30 }),
  harmlessText({ minLength: 900, maxLength: 1_200 }),
);
const around = fc.constantFrom('', 'GET ', 'it failed: ', 'first line\nsecond ', 'x '.repeat(400));

type Look = fc.Arbitrary<Secret>;

const look = (secret: Look, write: (name: string, text: string) => string): Look =>
  fc
    .tuple(sensitiveName, secret, around, fc.constantFrom('', '\nnext line', '\n'))
    .map(([name, { text, marks }, before, after]) => ({
      text: `${before}${write(name, text)}${after}`,
      marks,
    }));

/** Texts with a secret in them, in every look that is to be known. */
export const secretText: Look = fc.oneof(
  look(inHeader, (_, text) => `Authorization: Digest ${text}`),
  look(inHeader, (_, text) => `Cookie: theme=dark; session=${text}`),
  look(inToken, (_, text) => `sent Bearer ${text} to it`),
  look(inToken, (_, text) => `Basic ${text}`),
  look(inAddress, (name, text) => `/orders?x=1&${name}=${text}&y=2`),
  look(inAddress, (name, text) => `https://host:80/p?${name}=${text}#part`),
  look(inAddress, (_, text) => `https://joe:${text}@host/path`),
  look(inAddress, (_, text) => `postgres://${text}@host/path`),
  look(anything, (name, text) => JSON.stringify({ side: 'buy', [name]: text, x: 1 })),
  look(anything, (name, text) => JSON.stringify({ [name]: { inner: [text, { more: text }] } })),
  look(anything, (name, text) => JSON.stringify({ body: JSON.stringify({ [name]: text, y: 2 }) })),
  look(anything, (name, text) => JSON.stringify([JSON.stringify({ deep: JSON.stringify([{ [name]: text }]) })])),
  look(anything, (name, text) =>
    JSON.stringify([
      [name, text],
      ['x', 'y'],
    ]),
  ),
  look(anything, (name, text) =>
    JSON.stringify([
      { name, value: text },
      { key: 'x', value: 'y' },
    ]),
  ),
  look(anything, (name, text) => JSON.stringify({ body: JSON.stringify({ key: name, value: { stringValue: text } }) })),
  look(anything, (name, text) => `${name} = ${JSON.stringify(text)}`),
  look(bare, (name, text) => `${name}=${text}`),
  look(bare, (name, text) => `user=joe; ${name}=${text}; x=1`),
  look(bare, (name, text) => `${name}: ${text}`),
  look(bare, (name, text) => `(${name} = ${text})`),
  look(bare, (name, text) => `--${name} ${text} --verbose`),
  look(bare, (name, text) => `<${name}>${text}</${name}>`),
  look(inAddress, (name, text) => `user[${name}]=${text}&x=1`),
  fc
    .tuple(mark, mark, mark)
    .map(([one, two, three]) => ({ text: `eyJ${one}.eyJ${two}.${three}`, marks: [one, two, three] })),
  fc.tuple(mark, mark).map(([one, two]) => ({
    text: `-----BEGIN RSA PRIVATE KEY-----\n${one}\n${two}\n-----END RSA PRIVATE KEY-----`,
    marks: [one, two],
  })),
);

class Holder {
  [name: string]: unknown;

  constructor(fields: Readonly<Record<string, unknown>>) {
    Object.assign(this, fields);
  }
}

const wrap = (made: fc.Arbitrary<Secretive>, wrapped: (value: unknown) => unknown): fc.Arbitrary<Secretive> =>
  made.map(({ value, secrets }) => ({ value: wrapped(value), secrets }));

const named = (build: (name: string, secret: unknown) => unknown): fc.Arbitrary<Secretive> =>
  fc
    .tuple(
      sensitiveName,
      anything,
      fc.constantFrom<(text: string) => unknown>(
        (text) => text,
        (text) => [text],
        (text) => ({ text }),
      ),
    )
    .map(([name, { text, marks }, shape]) => ({ value: build(name, shape(text)), secrets: marks }));

const leaf: fc.Arbitrary<Secretive> = fc.oneof(
  { weight: 2, arbitrary: harmless.map((value) => ({ value, secrets: [] })) },
  { weight: 3, arbitrary: secretText.map(({ text, marks }) => ({ value: text, secrets: marks })) },
  named((name, secret) => ({ side: 'buy', [name]: secret, quantity: 5 })),
  named((name, secret) => new Holder({ [name]: secret, side: 'sell' })),
  named(
    (name, secret) =>
      new Map<unknown, unknown>([
        ['x', 1],
        [name, secret],
      ]),
  ),
  named((name, secret) => [
    [name, secret],
    ['accept', 'text/html'],
  ]),
  named((name, secret) => [name, secret]),
  named((name, secret) => ({ name, value: secret })),
  named((name, secret) => ({ value: secret, key: name })),
  named((name, secret) => Object.defineProperty({}, name, { enumerable: true, get: () => secret })),
  fc
    .tuple(sensitiveName, inToken)
    .map(([name, { text, marks }]) => ({ value: new Headers({ [name]: text, accept: 'x' }), secrets: marks })),
  fc
    .tuple(sensitiveName, inAddress)
    .map(([name, { text, marks }]) => ({ value: new URLSearchParams([[name, text]]), secrets: marks })),
  inAddress.map(({ text, marks }) => ({ value: new URL(`https://joe:${text}@host/x`), secrets: marks })),
  fc.tuple(sensitiveName, inToken).map(([name, { text, marks }]) => ({
    value: new Request(`http://host/x?${encodeURIComponent(name)}=${encodeURIComponent(text)}`, {
      headers: { [name]: text },
    }),
    secrets: marks,
  })),
);

/** Objects, maps, lists, errors with causes and what else carries secrets, some levels deep. */
export const secretive: fc.Arbitrary<Secretive> = fc.letrec<{ value: Secretive }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(fc.tuple(field, tie('value')), { maxLength: 6 }).map((entries) => ({
      value: Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
      secrets: entries.flatMap(([, { secrets }]) => secrets),
    })),
    fc.array(tie('value'), { maxLength: 5 }).map((items) => ({
      value: items.map(({ value }) => value),
      secrets: items.flatMap(({ secrets }) => secrets),
    })),
    wrap(
      tie('value'),
      (value) =>
        new Map<unknown, unknown>([
          ['x', value],
          [value, 'x'],
        ]),
    ),
    wrap(tie('value'), (value) => new Set([value])),
    wrap(tie('value'), (value) => new Holder({ value })),
    fc.tuple(secretText, tie('value')).map(([{ text, marks }, cause]) => ({
      value: Object.assign(new TypeError(text, { cause: cause.value }), { code: 'E1', details: cause.value }),
      secrets: [...marks, ...cause.secrets],
    })),
  ),
})).value;
