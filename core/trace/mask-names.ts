/** What stands in the place of a value that is not to be seen. */
export const MASK = '***';

/** A name that contains one of these has its value masked, whatever its case and separators: `apiKey`, `API-KEY` and `x-api-key` are one word. */
const usualWords: readonly string[] = [
  ...['password', 'passwd', 'passphrase', 'pwd', 'secret', 'credential', 'private_key', 'signature'],
  ...['api_key', 'app_key', 'token', 'access_token', 'refresh_token', 'auth', 'authorization', 'cookie', 'account'],
];

/** Longer words that mean something else, as written without separators. */
const harmless =
  /author(?!i[sz])|tokeni[sz]|tokens?(?:count|total|limit|used)|(?:max|total)tokens|accounting|accountab|secretar/g;

const separators = /[\s_\-.:/]+/g;
const remembered = 2_000;
const longest = 200;

export interface SensitiveNames {
  /** Whether the value of what is called so is masked. */
  has(name: string): boolean;
  /** Finds the words in a text; has the flags `g` and `i`. */
  readonly words: RegExp;
}

const plain = (name: string): string => name.toLowerCase().replace(separators, '');

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Between the parts of a word any separator may stand, or none. */
const anyWriting = (word: string): string => word.split(separators).filter(Boolean).map(escaped).join('[-_ ]?');

/** The usual words and more of them. */
export function sensitiveNames(more: readonly string[] = []): SensitiveNames {
  const words = [...new Set([...usualWords, ...more])].filter((word) => plain(word) !== '');
  const parts = [...new Set(words.map(plain))].filter(
    (word, _, all) => !all.some((other) => other !== word && word.includes(other)),
  );
  const found = new RegExp(parts.map(escaped).join('|'));
  const known = new Map<string, boolean>();
  const decide = (name: string): boolean => found.test(plain(name).replace(harmless, ' '));
  return {
    has(name) {
      const before = known.get(name);
      if (before !== undefined) return before;
      const sensitive = decide(name.length > longest ? name.slice(0, longest) : name);
      if (name.length > longest) return sensitive;
      if (known.size >= remembered) known.clear();
      known.set(name, sensitive);
      return sensitive;
    },
    words: new RegExp(words.map(anyWriting).join('|'), 'gi'),
  };
}
