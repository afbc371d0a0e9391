import type { Tag } from '../tag.ts';
import type { WireError } from '../wire.ts';

/** The line before a position and its own, the offending word marked and a caret under it. */
export function excerpt<T>(html: Tag<T>, body: string, position: { line: number; column: number }): T {
  const lines = body.split('\n');
  const row = Math.min(Math.max(position.line, 1), lines.length) - 1;
  const line = lines[row] ?? '';
  const column = Math.min(Math.max(position.column, 1), line.length + 1) - 1;
  const word = /^(?:[\p{L}\p{N}_$.]+|\S)/u.exec(line.slice(column))?.[0] ?? '';
  const before = row > 0 ? `${lines[row - 1]}\n` : '';
  const caret = `${line.slice(0, column).replace(/[^\t]/g, ' ')}^`;
  const rest = line.slice(column + word.length);
  return html`<pre class="error-source">${before}${line.slice(0, column)}<span class="error-mark">${word}</span>${rest}
<span class="error-message">${caret}</span> <span class="dim">line ${position.line}, column ${position.column}</span></pre>`;
}

/** What is wrong, where, and what to do; the same in a first paint and in the browser. */
export function errorPanel<T>(html: Tag<T>, error: WireError, body = ''): T {
  return html`<div class="error-panel" role="alert" data-code="${error.code}">
    <p class="error-message">${error.message}</p>
    ${error.hint ? html`<p class="error-hint">${error.hint}</p>` : ''}
    ${error.position && body ? excerpt(html, body, error.position) : ''}
    ${error.path?.length ? html`<p class="error-path">${error.path.join(' → ')}</p>` : ''}
  </div>`;
}
