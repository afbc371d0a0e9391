import type { Argument, Command, Option } from 'commander';

/** What words of a market may be. */
export interface Names {
  readonly instruments: readonly string[];
  readonly accounts: readonly string[];
  /** Ids of those that work. */
  readonly orders: readonly string[];
}

const ALL = 'all';

/** Candidates by the name that an argument or the value of an option has in the grammar. */
function candidates(what: string, names: Names, root: Command): readonly string[] {
  switch (what) {
    case 'instrument':
    case 'instruments':
      return names.instruments;
    case 'account':
      return names.accounts;
    case 'order':
      return names.orders;
    case 'orders':
      return [...names.orders, ALL];
    case 'side':
      return ['buy', 'sell'];
    case 'command':
      return root.commands.map((command) => command.name());
    default:
      return [];
  }
}

const takesValue = ({ required, optional }: Option): boolean => required || optional;

/** What may stand where a line ends, and the part of a word that is there already. The grammar is the commands' own. */
export function complete(root: Command, line: string, names: Names): [completions: string[], part: string] {
  const part = /\S*$/.exec(line)?.[0] ?? '';
  const before = line
    .slice(0, line.length - part.length)
    .split(/\s+/)
    .filter(Boolean);
  const begins = (word: string): boolean => word.toLowerCase().startsWith(part.toLowerCase());
  const found = [...new Set(possible(root, before, part, names))].filter(begins);
  return [found.length === 1 ? found.map((word) => `${word} `) : found, part];
}

function possible(root: Command, before: readonly string[], part: string, names: Names): readonly string[] {
  const [name, ...words] = before;
  if (name === undefined) return root.commands.map((command) => command.name());
  if (name === 'help') return words.length === 0 ? candidates('command', names, root) : [];
  const command = root.commands.find((each) => each.name() === name);
  if (!command) return [];
  const optionOf = (word: string | undefined): Option | undefined =>
    word === undefined ? undefined : command.options.find(({ long, short }) => long === word || short === word);
  const last = optionOf(words.at(-1));
  if (last && takesValue(last)) return last.argChoices ?? candidates(last.attributeName(), names, root);
  if (part.startsWith('-'))
    return command.options.map(({ long }) => long ?? '').filter((long) => !words.includes(long));
  const positional = words.filter((word, index) => {
    const option = optionOf(words[index - 1]);
    return !word.startsWith('--') && !(option && takesValue(option));
  });
  const argument = argumentAt(command, positional.length);
  return argument ? (argument.argChoices ?? candidates(argument.name(), names, root)) : [];
}

function argumentAt({ registeredArguments: all }: Command, index: number): Argument | undefined {
  const last = all.at(-1);
  return all[index] ?? (last?.variadic ? last : undefined);
}
