/** A string, whatever follows a quote that none ends, or a number where the grammar of JSON has one. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|"[\s\S]*|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]|\s*:)/g;

/**
 * JSON with each number as its text, `"1747328540354606867"`: ids and instants of 64 bits stay whole, a price is read by its digits, and a code is the
 * same whether it comes as a number or as a text. Throws a `SyntaxError`.
 */
export function readExactJson(text: string): unknown {
  return JSON.parse(text.replace(tokens, (token) => (token.startsWith('"') ? token : `"${token}"`)));
}

const marks = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

/** The bytes of one element of a list that is a member of the outermost object; undefined where there is none. */
export function elementText(text: string, member: string, index: number): string | undefined {
  const begin = new RegExp(`"${member}"\\s*:\\s*\\[`).exec(text);
  if (!begin) return undefined;
  let depth = 0;
  let at = 0;
  let start = begin.index + begin[0].length;
  marks.lastIndex = start;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    const [mark] = match;
    if (mark === '{' || mark === '[') depth += 1;
    if (mark === '}' || mark === ']') depth -= 1;
    const over = depth < 0 || (depth === 0 && mark === ',');
    if (over && at === index) return text.slice(start, match.index).trim();
    if (depth < 0) return undefined;
    if (!over) continue;
    at += 1;
    start = match.index + 1;
  }
  return undefined;
}
