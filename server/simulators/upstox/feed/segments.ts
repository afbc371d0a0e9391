import { NORMAL_CLOSE, NORMAL_OPEN } from './feeds.ts';

const traded = ['NSE_EQ', 'BSE_EQ', 'NSE_FO', 'BSE_FO', 'NSE_INDEX', 'BSE_INDEX'];
/** Of products that have no market here. */
const closed = ['NCD_FO', 'BCD_FO', 'MCX_FO', 'NSE_COM'];

/** Which segments are open, while the exchanges are or are not. */
export const segmentStatus = (isOpen: boolean): Readonly<Record<string, number>> =>
  Object.fromEntries([
    ...traded.map((segment) => [segment, isOpen ? NORMAL_OPEN : NORMAL_CLOSE]),
    ...closed.map((segment) => [segment, NORMAL_CLOSE]),
  ]);
