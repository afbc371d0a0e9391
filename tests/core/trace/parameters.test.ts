import { describe, expect, it } from 'vitest';
import { parametersOf } from '../../../core/trace/parameters.ts';

describe('names of parameters', () => {
  it.each([
    ['function f() {}', []],
    ['function f(a, b) { return (a, b); }', ['a', 'b']],
    ['function (a) {}', ['a']],
    ['function* walk(from, to) {}', ['from', 'to']],
    ['async function* walk(from) {}', ['from']],
    ['a => a', ['a']],
    ['async $order => 1', ['$order']],
    ['async(a, b) => 1', ['a', 'b']],
    ['(a, b,) => a', ['a', 'b']],
    ['() => (a, b)', []],
    ['submit(order, now) {}', ['order', 'now']],
    ['async submit(order) {}', ['order']],
    ['async *frames(props, context) {}', ['props', 'context']],
    ['static make(price) {}', ['price']],
    ['get size() { return f(1); }', []],
    ['#place(order) {}', ['order']],
    ['[Symbol.for("(")](step) {}', ['step']],
    ['"odd (name"(value) {}', ['value']],
    ['(a = 1, b = f(2, 3), c = [4, 5], d = { e: 6, g: 7 }) => 1', ['a', 'b', 'c', 'd']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a function
    ['(a = ")", b = \',\', c = `(${f(`,`)},`) => 1', ['a', 'b', 'c']],
    ['(a = /[,)/]/, b = x / y, c = (1) / 2) => 1', ['a', 'b', 'c']],
    ['(a /* the first, (really) */, // and\n b) => 1', ['a', 'b']],
    ['/* lead ( */ function f(a) {}', ['a']],
    ['({ price, token }, [first, second], last) => 1', ['arg_0', 'arg_1', 'last']],
    ['({ price } = {}, last = 1) => 1', ['arg_0', 'last']],
    ['(first, ...rest) => 1', ['first', 'rest']],
    ['(first, ...[second, third]) => 1', ['first', 'arg_1']],
    ['(größe, 数量, ünit$_1) => 1', ['größe', '数量', 'ünit$_1']],
    ['class Desk { #a = new Map(); constructor(venue, clock) { this.a = 1; } submit(order) {} }', ['venue', 'clock']],
    ['class Desk extends Base { submit(order) {} }', []],
    ['class Desk { static constructorOf(x) {} constructor(a) {} }', ['a']],
    ['function now() { [native code] }', []],
    ['function () { [native code] }', []],
    ['function f(a', ['a']],
    ['', []],
  ])('%s', (text, names) => {
    expect(parametersOf(text)).toEqual(names);
  });

  it('go by the names that their author wrote', () => {
    const writtenName = (name: string) => name.replace(/\d$/, '');
    expect(parametersOf('cancel(order2, { at2 }, ...rest3) {}', writtenName)).toEqual(['order', 'arg_1', 'rest']);
    expect(parametersOf('async sql2 => 1', writtenName)).toEqual(['sql']);
  });
});
