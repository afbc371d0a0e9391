import type { MarketReport } from '../../trading/market-report.ts';

/** Colors of the terminal, as the badges of the page have them. */
const colors: Readonly<Record<string, string>> = {
  paper: '36',
  replay: '34',
  simulator: '32',
  SIM: '32',
  UAT: '33',
  LIVE: '1;97;41',
};
const UNKNOWN = '33';

type Of = Pick<MarketReport, 'environment' | 'venue'>;

/** The word of the environment, with its venue where one is reached over the network: `paper`, `projectx LIVE`. */
export function environmentText({ environment, venue }: Of, hasColor: boolean): string {
  const inside = environment === 'paper' || environment === 'replay';
  const word = colored(
    environment === 'LIVE' && hasColor ? ` ${environment} ` : environment,
    colors[environment],
    hasColor,
  );
  return inside ? word : `${venue} ${word}`;
}

const colored = (text: string, color = UNKNOWN, hasColor: boolean): string =>
  hasColor ? `\u001b[${color}m${text}\u001b[0m` : text;
