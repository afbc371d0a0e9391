/** ISINs of shares, which the venue names them by. */
const known: Readonly<Record<string, string>> = {
  RELIANCE: 'INE002A01018',
  INFY: 'INE009A01021',
  HDFCBANK: 'INE040A01034',
  TCS: 'INE467B01029',
  SBIN: 'INE062A01020',
  ICICIBANK: 'INE090A01021',
};

/** Of a share that is not known, one in the form of an ISIN. */
export const isinOf = (root: string): string =>
  known[root] ??
  `INE${root
    .replace(/[^A-Z0-9]/g, '')
    .padEnd(6, '0')
    .slice(0, 6)}010`;
