import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokens } from '../../../server/analytics/tokens.ts';

const cut = (sql: string): string[] => tokens(sql).map(({ kind, text }) => `${kind}:${text}`);

describe('tokens', () => {
  it.each([
    ["select 'a''b;' -- $x\n, $y", ['word:select', "string:'a''b;'", 'symbol:,', 'parameter:$y']],
    ['/* $a /* ; */ */ "Q""x".y', ['quoted:"Q""x"', 'symbol:.', 'word:y']],
    ["e'it\\'s' $$a;b$$ $t$ $$ $t$", ["string:e'it\\'s'", 'string:$$a;b$$', 'string:$t$ $$ $t$']],
    ['x::int>=1.5e-3', ['word:x', 'symbol::', 'symbol::', 'word:int', 'symbol:>', 'symbol:=', 'number:1.5e-3']],
    ['größe, $1', ['word:größe', 'symbol:,', 'parameter:$1']],
    ["'open", ["string:'open"]],
  ])('%s', (sql, expected) => {
    expect(cut(sql)).toEqual(expected);
  });

  it('lie in order, never over each other, and are what stands there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (sql) => {
        let end = 0;
        for (const token of tokens(sql)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(sql.slice(token.start, token.end)).toBe(token.text);
          expect(token.text).not.toBe('');
          end = token.end;
        }
      }),
    );
  });
});
