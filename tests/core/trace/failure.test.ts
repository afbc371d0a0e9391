import { describe, expect, it } from 'vitest';
import { describeFailure } from '../../../core/trace/failure.ts';
import { createSerializer } from '../../../core/trace/serialize/serializer.ts';

const tell = (error: unknown): string => describeFailure(error, createSerializer());

/** An error whose stack is short and the same everywhere. */
function failure(message: string, options?: ErrorOptions, name = 'Error'): Error {
  const error = new Error(message, options);
  error.name = name;
  error.stack = `${name}: ${message}\n    at ${message.split(' ')[0]} (desk.ts:1:1)`;
  return error;
}

describe('what was thrown', () => {
  it('is told with its stack and the chain of its causes', () => {
    const disk = failure('disk is full');
    const write = failure('write failed', { cause: disk }, 'SqliteError');
    expect(tell(failure('order was not taken', { cause: write }))).toBe(
      [
        'Error: order was not taken',
        '    at order (desk.ts:1:1)',
        'Caused by: SqliteError: write failed',
        '    at write (desk.ts:1:1)',
        'Caused by: Error: disk is full',
        '    at disk (desk.ts:1:1)',
      ].join('\n'),
    );
  });

  it('is told with its parts, the first ten of them', () => {
    const error = new AggregateError(
      Array.from({ length: 12 }, (_, n) => failure(`${n} failed`)),
      'all venues failed',
    );
    error.stack = 'AggregateError: all venues failed';
    const lines = tell(error).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'AggregateError: all venues failed',
      '  [1] Error: 0 failed',
      '      at 0 (desk.ts:1:1)',
      '  [2] Error: 1 failed',
      '      at 1 (desk.ts:1:1)',
    ]);
    expect(lines.at(-1)).toBe('  and 2 more');
    expect(lines.length).toBe(22);
  });

  it.each([
    ['a text', 'no such order', 'Thrown, and no Error: "no such order"'],
    ['nothing', undefined, 'Thrown, and no Error: undefined'],
    ['null', null, 'Thrown, and no Error: null'],
    ['a number', 404, 'Thrown, and no Error: 404'],
    ['an object', { code: 404 }, 'Thrown, and no Error: {code: 404}'],
    ['an object with a secret', { token: 'abc' }, 'Thrown, and no Error: {token: ***}'],
    ['an error whose stack was taken away', Object.assign(failure('x went'), { stack: undefined }), 'Error: x went'],
    ['an error like one', { name: 'VenueError', message: 'closed' }, 'VenueError: closed'],
    [
      'a message that changed',
      Object.assign(failure('first said'), { message: 'then said' }),
      'Error: then said\nError: first said\n    at first (desk.ts:1:1)',
    ],
    [
      'a cause that is no error',
      failure('order refused', { cause: 'closed' }),
      'Error: order refused\n    at order (desk.ts:1:1)\nCaused by: Thrown, and no Error: "closed"',
    ],
  ])('is told where it is %s', (_, error, text) => {
    expect(tell(error)).toBe(text);
  });

  it('is told once where it is its own cause, and to a bound where causes do not end', () => {
    const loop = failure('loop');
    loop.cause = loop;
    expect(tell(loop)).toBe('Error: loop\n    at loop (desk.ts:1:1)\nCaused by: <circular>');
    let chain = failure('first');
    for (let n = 0; n < 100; n++) chain = failure(`then ${n}`, { cause: chain });
    expect(tell(chain).split('Caused by: ').length).toBe(9);
    expect(tell(failure('x'.repeat(100_000))).length).toBe(4_000);
    expect(tell(new AggregateError(Array.from({ length: 10 }, () => failure('y'.repeat(9_000))))).length).toBe(16_000);
  });

  it('is told anew when it changed on its way', () => {
    const serializer = createSerializer();
    const error = failure('order refused');
    const first = describeFailure(error, serializer);
    expect(describeFailure(error, serializer)).toBe(first);
    error.cause = failure('venue closed');
    expect(describeFailure(error, serializer)).toBe(
      `${first}\nCaused by: Error: venue closed\n    at venue (desk.ts:1:1)`,
    );
    error.message = 'order refused twice';
    expect(describeFailure(error, serializer)).toMatch(/^Error: order refused twice\nError: order refused\n/);
    expect(describeFailure(error, createSerializer({ sensitive: ['order'] }))).toBe(describeFailure(error, serializer));
  });

  it('has its secrets masked', () => {
    expect(tell(failure('GET /orders?access_token=abc123 gave 401\nauthorization: Bearer qwe456'))).not.toMatch(
      /abc123|qwe456/,
    );
  });

  it('is told whatever its properties do', () => {
    const hostile = new Error('hidden');
    for (const key of ['stack', 'message', 'name', 'cause', 'errors'])
      Object.defineProperty(hostile, key, {
        get() {
          throw new Error('do not look');
        },
      });
    expect(tell(hostile)).toMatch(/^Thrown, and no Error: /);
    const proxy = new Proxy(new Error('x'), {
      get() {
        throw new Error('do not look');
      },
    });
    expect(tell(proxy)).toMatch(/^Thrown, and /);
  });
});
