import { AlertRefused, quoted } from './malformed.ts';

/**
 * What the registry is asked for a symbol of a message: `MNQ1!` and `CME_MINI:MNQ1!` ask for the front month of MNQ, `MNQZ2026` and `M2K` for themselves. A continuous contract
 * behind the first is refused, since it names none that is traded here.
 */
export function registryName(symbol: string): string {
  const name = symbol
    .trim()
    .toUpperCase()
    .replace(/^[A-Z0-9_]{1,20}:/, '');
  const continuous = /^([A-Z0-9]{1,10}?)(\d)!$/.exec(name);
  if (continuous === null) return name;
  const [, root = '', number] = continuous;
  if (number === '1') return root;
  throw new AlertRefused(
    `${quoted(symbol)} is the ${number}. contract of ${root}; ${root}1!, the front month, is traded.`,
  );
}
