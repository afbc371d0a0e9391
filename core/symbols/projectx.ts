import { monthLetter, monthOfLetter, twoDigits, yearOfTwo } from './parts.ts';
import type { Symbology } from './symbology.ts';

/** `CON.F.US.EP.Z25`, the contract id of ProjectX gateways, whose roots are CQG's. */
export const projectx: Symbology = {
  name: 'projectx',
  holds: ['future'],
  parse(text, book) {
    const match = /^CON\.F\.US\.([A-Z0-9]+)\.([A-Z])(\d\d)$/.exec(text);
    if (!match) return undefined;
    const [, root = '', month = '', year = ''] = match;
    return book.future(book.projectxProduct(root), yearOfTwo(year), monthOfLetter(month));
  },
  print(contract, book) {
    const root = book.product(contract.root)?.symbols?.projectx;
    const year = twoDigits(contract.year);
    if (contract.kind !== 'future' || root === undefined || year === undefined) return undefined;
    return `CON.F.US.${root}.${monthLetter(contract.month)}${year}`;
  },
};
