import { monthOfWord, monthWord, twoDigits, yearOfTwo } from './parts.ts';
import type { Symbology } from './symbology.ts';

/** `ZN Sep25`, as TT shows a contract; `ZN SEP 25` and `ZN Sep2025` are read too. */
export const tt: Symbology = {
  name: 'tt',
  holds: ['future'],
  parse(text, book) {
    const match = /^([A-Z0-9]+) ([A-Z]{3}) ?'?(\d\d|\d{4})$/.exec(text);
    if (!match) return undefined;
    const [, root = '', month = '', year = ''] = match;
    return book.future(book.product(root), year.length === 2 ? yearOfTwo(year) : Number(year), monthOfWord(month));
  },
  print(contract) {
    const year = twoDigits(contract.year);
    if (contract.kind !== 'future' || year === undefined) return undefined;
    const month = monthWord(contract.month);
    return `${contract.root} ${month.charAt(0)}${month.slice(1).toLowerCase()}${year}`;
  },
};
