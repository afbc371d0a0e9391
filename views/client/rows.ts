/** Rows of a page that is a list: of notebooks, of revisions. Focus stands on the link of a row, so that Enter goes there. */
const allRows = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('main [data-row]')].filter(({ hidden }) => !hidden);

export const hasRows = (): boolean => allRows().length > 0;

let last: HTMLElement | undefined;

/** The row that has focus, or had it last. */
export function currentRow(): HTMLElement | undefined {
  const focused = document.activeElement?.closest<HTMLElement>('main [data-row]');
  if (focused) last = focused;
  return last?.isConnected && !last.hidden ? last : undefined;
}

export function focusRow(row: HTMLElement | null | undefined): void {
  if (!row) return;
  last = row;
  row.querySelector<HTMLElement>('a')?.focus();
}

/** Goes to the row after or before; false on a page without rows. */
export function stepRow(by: 1 | -1): boolean {
  const rows = allRows();
  if (rows.length === 0) return false;
  const current = currentRow();
  const index = current ? rows.indexOf(current) + by : 0;
  focusRow(rows[Math.min(rows.length - 1, Math.max(0, index))]);
  return true;
}

/** What is pressed inside of a row is about that row, whether the browser gives the button focus or not. */
export function startRows(): void {
  const here = [...document.querySelectorAll<HTMLElement>('[data-row]:has([aria-current="true"])')][0];
  if (here) last = here;
  document.addEventListener(
    'click',
    (event) => {
      const row = (event.target as Element).closest<HTMLElement>('main [data-row]');
      if (row) last = row;
    },
    { capture: true },
  );
}
