/** Milliseconds with two decimals, so that they stand under each other on the point. */
export function millisecondsText(milliseconds: number): string {
  if (milliseconds > 0 && milliseconds < 0.01) return '<0.01';
  return grouped(milliseconds.toFixed(2));
}

/** A rate with as many decimals; zero is a bare zero, and what is less than they show says so. */
export function rateText(perSecond: number, decimals = 1): string {
  if (perSecond === 0) return '0';
  const least = 10 ** -decimals;
  if (perSecond < least / 2) return `<${least}`;
  return grouped(perSecond.toFixed(decimals));
}

const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
