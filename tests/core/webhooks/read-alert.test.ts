import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedAlert } from '../../../core/webhooks/malformed.ts';
import { payloads, readAlert } from '../../../core/webhooks/read-alert.ts';

const embed = (title: string, fields: Record<string, unknown>) => ({
  embeds: [
    { title, color: 3066993, fields: Object.entries(fields).map(([name, value]) => ({ name, value, inline: true })) },
  ],
});

describe('an order', () => {
  it('says all it can', () => {
    const body = {
      ...{ action: 'long', symbol: 'MNQ', quantity: '2', price: '25,300.25', stop_loss: 25250, take_profit: '$25,400' },
      ...{ id: 'a-1', time: '2026-11-20T15:30:00Z', note: 'more is allowed' },
    };
    expect(readAlert('order', body)).toEqual({
      signal: { kind: 'open', direction: 'long' },
      ...{ symbol: 'MNQ', quantity: 2, price: '25300.25', stopLoss: '25250', targets: ['25400'], id: 'a-1' },
      time: Date.UTC(2026, 10, 20, 15, 30) * 1_000,
    });
  });

  it.each([
    ['BUY', { kind: 'open', direction: 'long' }],
    ['Long', { kind: 'open', direction: 'long' }],
    ['sell', { kind: 'open', direction: 'short' }],
    ['SHORT', { kind: 'open', direction: 'short' }],
    ['CLOSE', { kind: 'close' }],
    ['FLATTEN', { kind: 'flatten' }],
  ])('does %s', (action, signal) => {
    expect(readAlert('order', { action, symbol: 'ES' })).toEqual({ signal, symbol: 'ES', targets: [] });
  });

  const wrong: [body: unknown, where: string, sentence: string][] = [
    [[], '', 'A JSON object is expected.'],
    ['BUY', '', 'A JSON object is expected.'],
    [{}, 'action', 'There is no action; it is BUY, LONG, SELL, SHORT, CLOSE or FLATTEN.'],
    [
      { action: 'toString', symbol: 'ES' },
      'action',
      '"toString" is no action; BUY, LONG, SELL, SHORT, CLOSE and FLATTEN are.',
    ],
    [{ action: 'BUY' }, 'symbol', 'There is no symbol; say what it is about, as MNQ, MNQ1! or MNQZ6.'],
    [{ action: 'BUY', symbol: ' ' }, 'symbol', 'There is no symbol; say what it is about, as MNQ, MNQ1! or MNQZ6.'],
    [
      { action: 'BUY', symbol: 'ES', quantity: 0 },
      'quantity',
      '"0" is no quantity; a whole number of contracts is, one at least.',
    ],
    [
      { action: 'BUY', symbol: 'ES', time: 'now' },
      'time',
      '"now" is no time; 2026-11-20T15:30:00Z is, or seconds since 1970.',
    ],
    [{ action: 'BUY', symbol: 'E'.repeat(61) }, 'symbol', `"${'E'.repeat(40)}…" is too long for a symbol.`],
  ];
  it.each(wrong)('%j is none', (body, where, message) => {
    expect(() => readAlert('order', body)).toThrow(expect.objectContaining({ where, message }));
  });

  it('has its fields where settings say', () => {
    const body = { order: { side: 'Kauf', of: ['ZN'] }, size: 3 };
    const fields = {
      action: { at: '/order/side', words: { kauf: 'BUY' } },
      symbol: { at: '/order/of/0' },
      quantity: { at: 'SIZE' },
      stopLoss: { is: '109' },
    };
    expect(readAlert('order', body, fields)).toEqual({
      ...{ signal: { kind: 'open', direction: 'long' }, symbol: 'ZN', quantity: 3, stopLoss: '109', targets: [] },
    });
  });
});

describe('a TradingView alert', () => {
  const cases: [action: string, position: string | undefined, signal: object][] = [
    ['buy', undefined, { kind: 'open', direction: 'long' }],
    ['buy', 'long', { kind: 'open', direction: 'long' }],
    ['sell', 'flat', { kind: 'close' }],
    ['sell', 'short', { kind: 'open', direction: 'short' }],
    ['sell', 'long', { kind: 'reduce', direction: 'long' }],
    ['buy', 'short', { kind: 'reduce', direction: 'short' }],
  ];
  it.each(cases)('%s that leaves %s', (action, position, signal) => {
    const body = { ticker: 'MNQ1!', action, contracts: '1', price: '25300.25', ...(position ? { position } : {}) };
    expect(readAlert('tradingview', body)).toEqual({
      ...{ signal, symbol: 'MNQ1!', quantity: 1, price: '25300.25', targets: [] },
    });
  });

  it('says which placeholder was not filled in', () => {
    const body = { ticker: '{{ticker}}', action: 'buy' };
    expect(() => readAlert('tradingview', body)).toThrow(
      expect.objectContaining({
        where: 'ticker',
        message: 'The placeholder "{{ticker}}" was not filled in; see that the alert\'s sender knows it.',
      }),
    );
  });
});

describe('an embed', () => {
  it('has its symbol in the title and its prices as text', () => {
    const fields = {
      Entry: '$25,300.25',
      Stop: '$25,250.00',
      'Target 1': '25,350',
      'Target 2': '25,400.5',
      Chart: 'link',
    };
    expect(readAlert('embed', embed('Open Long [MNQ1!]', fields))).toEqual({
      signal: { kind: 'open', direction: 'long' },
      ...{ symbol: 'MNQ1!', price: '25300.25', stopLoss: '25250.00', targets: ['25350', '25400.5'] },
    });
  });

  it.each(['M2K', '6E1!'])('of %s', (symbol) => {
    expect(readAlert('embed', embed(`Close Short [${symbol}]`, {}))).toEqual({
      ...{ signal: { kind: 'close', direction: 'short' }, symbol, targets: [] },
    });
  });

  it('of the end of a session needs no symbol', () => {
    expect(readAlert('embed', embed('Session Close', {}))).toEqual({ signal: { kind: 'session_close' }, targets: [] });
  });

  const wrong: [body: unknown, where: string][] = [
    [{}, '/embeds/0'],
    [{ embeds: [] }, '/embeds/0'],
    [{ embeds: [null] }, '/embeds/0'],
    [{ embeds: [{}] }, '/embeds/0/title'],
    [embed('Open Long', {}), 'Symbol'],
    [embed('Open Long [MNQ1!]', { Entry: { a: 1 } }), 'Entry'],
  ];
  it.each(wrong)('%j is none', (body, where) => {
    expect(() => readAlert('embed', body)).toThrow(expect.objectContaining({ where }));
  });
});

it('reads any JSON, or says where it is wrong', () => {
  fc.assert(
    fc.property(fc.constantFrom(...payloads), fc.jsonValue(), (payload, body) => {
      try {
        readAlert(payload, body);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedAlert);
      }
    }),
  );
});
