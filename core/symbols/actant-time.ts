import { dayOfText, dayText } from './parts.ts';
import type { Symbology } from './symbology.ts';

/** `XCME.ZN.N.G.20AUG25`: an expiry of the options on a product, without a strike; an option loses its own. */
export const actantTime: Symbology = {
  name: 'actanttime',
  holds: ['series', 'option'],
  parse(text, book) {
    const match = /^XCME\.([A-Z0-9]+)\.N\.G\.(\d\d[A-Z]{3}\d\d)$/.exec(text);
    const expiry = match ? dayOfText(match[2] ?? '') : undefined;
    const found = expiry ? book.allExpiring(book.product(match?.[1] ?? ''), expiry) : [];
    // a holiday can move one series onto another's day, and the text does not say which it means
    return found.length === 1 ? found[0] : undefined;
  },
  print(contract) {
    if (contract.kind === 'future') return undefined;
    const date = dayText(contract.expiry);
    return date && `XCME.${contract.root}.N.G.${date}`;
  },
};
