import type { Tag } from '../../views/tag.ts';
import type { Alignment, Block, Inline, ListItem, NoteProps, NoteValue } from './schema.ts';

/** The tree as markup; all of it goes through the tag, which makes text of every leaf. */
export function view<T>(html: Tag<T>, value: NoteValue, _: NoteProps): T {
  return html`<div class="note">${blocks(html, value.blocks)}</div>`;
}

const blocks = <T>(html: Tag<T>, children: readonly Block[]): T[] => children.map((child) => block(html, child));
const inlines = <T>(html: Tag<T>, children: readonly Inline[]): T[] => children.map((child) => inline(html, child));

function block<T>(html: Tag<T>, node: Block): T {
  switch (node.type) {
    case 'heading':
      return heading(html, node.depth, node.anchor, inlines(html, node.children));
    case 'paragraph':
      return html`<p>${inlines(html, node.children)}</p>`;
    case 'line':
      return html`${inlines(html, node.children)}`;
    case 'code':
      return html`<pre data-language="${node.language}"><code>${node.text}</code></pre>`;
    case 'quote':
      return html`<blockquote>${blocks(html, node.children)}</blockquote>`;
    case 'list':
      return list(html, node.start, node.items);
    case 'table':
      return table(html, node);
    case 'rule':
      return html`<hr>`;
  }
}

function inline<T>(html: Tag<T>, node: Inline): T {
  switch (node.type) {
    case 'text':
      return html`${node.text}`;
    case 'value':
      return node.text === undefined
        ? html`<mark class="note-missing" title="No cell gives ${node.name}">${`{${node.name}?}`}</mark>`
        : html`<b class="note-value" title="${node.name}">${node.text}</b>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'break':
      return html`<br>`;
    case 'emphasis':
      return html`<em>${inlines(html, node.children)}</em>`;
    case 'strong':
      return html`<strong>${inlines(html, node.children)}</strong>`;
    case 'deleted':
      return html`<del>${inlines(html, node.children)}</del>`;
    case 'link':
      return html`<a rel="noopener noreferrer" href="${node.href}">${inlines(html, node.children)}</a>`;
  }
}

function heading<T>(html: Tag<T>, depth: number, anchor: string, children: T[]): T {
  if (depth === 1) return html`<h1 id="${anchor}">${children}</h1>`;
  if (depth === 2) return html`<h2 id="${anchor}">${children}</h2>`;
  if (depth === 3) return html`<h3 id="${anchor}">${children}</h3>`;
  return html`<h4 id="${anchor}">${children}</h4>`;
}

function list<T>(html: Tag<T>, start: number | null, items: readonly ListItem[]): T {
  const content = items.map((item) => html`<li>${checkbox(html, item)}${blocks(html, item.children)}</li>`);
  return start === null ? html`<ul>${content}</ul>` : html`<ol start="${start}">${content}</ol>`;
}

function checkbox<T>(html: Tag<T>, { task }: ListItem): T {
  if (task === undefined) return html``;
  return task === 'done' ? html`<input type="checkbox" disabled checked> ` : html`<input type="checkbox" disabled> `;
}

function table<T>(html: Tag<T>, { align, header, rows }: Extract<Block, { type: 'table' }>): T {
  const at = (index: number): Alignment => align[index] ?? 'left';
  return html`<table><thead><tr>${header.map(
    (cell, index) => html`<th data-align="${at(index)}">${inlines(html, cell)}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) => html`<td data-align="${at(index)}">${inlines(html, cell)}</td>`)}</tr>`,
  )}</tbody></table>`;
}
