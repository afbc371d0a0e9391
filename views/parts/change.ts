import { html, type Markup } from '../markup.ts';
import type { ChangedCell, ChangedLine } from '../revisions-model.ts';

/** Lines beside a change that show where it is. */
const around = 3;

const signs: Readonly<Record<ChangedLine['type'], string>> = { same: ' ', removed: '−', added: '+' };

function line({ type, parts }: ChangedLine): Markup {
  const text = parts.map(({ text: part, changed }) => (changed ? html`<b>${part}</b>` : part));
  return html`<div class="change-line" data-change="${type}"><span class="change-sign">${signs[type]}</span><span>${text}</span></div>`;
}

/** The changed lines with a few around them; what is left out is counted. */
function lines(all: readonly ChangedLine[]): Markup {
  const near = all.map((_, index) => all.slice(Math.max(0, index - around), index + around + 1));
  const shown = near.map((some) => some.some(({ type }) => type !== 'same'));
  const made: Markup[] = [];
  let left = 0;
  const gap = () => {
    if (left > 0) made.push(html`<div class="change-gap">${left} line${left === 1 ? '' : 's'} as before</div>`);
    left = 0;
  };
  all.forEach((each, index) => {
    if (!shown[index]) {
      left += 1;
      return;
    }
    gap();
    made.push(line(each));
  });
  gap();
  return html`${made}`;
}

function words({ change, moved, was }: ChangedCell): string {
  const said = [change === 'kept' ? '' : change, moved ? 'moved' : '', was === null ? '' : `renamed from ${was}`];
  return said.filter((word) => word !== '').join(', ');
}

/** What became of one cell, as a box like the cell's own. */
export const changedCell = (cell: ChangedCell): Markup => html`<li class="change" data-change="${cell.change}">
    <div class="change-head"><span class="cell-name">${cell.label}</span> <span class="cell-kind">${cell.kind}</span> <span class="change-word">${words(cell)}</span></div>
    ${cell.lines.length === 0 ? '' : html`<div class="change-lines mono">${lines(cell.lines)}</div>`}
  </li>`;
