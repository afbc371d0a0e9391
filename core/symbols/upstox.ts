import type { Contract } from '../model/any-contract.ts';
import { priceToDecimal } from '../model/price.ts';
import { dayOfText, monthWord, strikeOf, twoDigits } from './parts.ts';
import type { Symbology } from './symbology.ts';

const CONTRACT = /^([A-Z0-9&-]+) (?:FUT|(\d+(?:\.\d+)?) (CE|PE)) (\d\d) ([A-Z]{3}) (\d\d)$/;

/** Upstox' trading symbols: `NIFTY FUT 23 NOV 26`, `NIFTY 26000 CE 23 NOV 26`, `Nifty 50` of an index, `INFY` of a share. */
export const upstox: Symbology<Extract<Contract, { kind: 'dated' | 'outright' }>> = {
  name: 'upstox',
  holds: ['dated', 'outright'],
  parse(text, book) {
    const outright = book.outrightNamed('upstox', text);
    if (outright) return outright;
    const [, root = '', strike, type, day = '', month = '', year = ''] = CONTRACT.exec(text) ?? [];
    const expiry = dayOfText(`${day}${month}${year}`);
    if (strike === undefined) return book.dated(root, expiry);
    const at = strikeOf(strike, 'decimal');
    return at === undefined
      ? undefined
      : book.dated(root, expiry, { strike: at, right: type === 'CE' ? 'call' : 'put' });
  },
  print(contract, book) {
    if (contract.kind === 'outright') return book.nameOfOutright('upstox', contract.root);
    const { root, expiry, option } = contract;
    const [ofYear, month, day] = [Number(expiry.slice(0, 4)), Number(expiry.slice(5, 7)), expiry.slice(8)];
    const year = twoDigits(ofYear);
    if (year === undefined) return undefined;
    const what = option ? `${priceToDecimal(option.strike)} ${option.right === 'call' ? 'CE' : 'PE'}` : 'FUT';
    return `${root} ${what} ${day} ${monthWord(month)} ${year}`;
  },
};
