/** Texts between commas; one that holds a comma, a quote or a line end, begins or ends with a space, or is empty stands in double quotes. */
export const printList = (items: readonly string[]): string => items.map(printItem).join(',');

const printItem = (item: string): string =>
  item === '' || item.trim() !== item || /[",\n\r]/.test(item) ? `"${item.replaceAll('"', '""')}"` : item;

const nextItem = /\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(?:,|$)/y;

/** Reads what `printList` prints; spaces around an item and nothing between two commas count for nothing. Throws a sentence. */
export function parseList(text: string): string[] {
  const items: string[] = [];
  for (let at = 0; at < text.length; at = nextItem.lastIndex) {
    nextItem.lastIndex = at;
    const found = nextItem.exec(text);
    const [, quoted, plain = ''] = found ?? [];
    if (!found || (quoted === undefined && plain.includes('"'))) {
      throw new Error(`${text.slice(at)} has a quote that is not closed or not doubled. Write "a ""b""" for a "b".`);
    }
    if (quoted !== undefined) items.push(quoted.replaceAll('""', '"'));
    else if (plain.trim() !== '') items.push(plain.trim());
  }
  return items;
}
