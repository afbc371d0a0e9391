import { html, render, type TemplateResult } from 'lit';
import { type Ranked, rank } from './rank.ts';

export interface Choice {
  /** What is remembered of it, where the list remembers; `action:run`. */
  readonly id?: string;
  readonly word: string;
  readonly about?: string;
  readonly keys?: readonly string[];
  readonly group?: string;
  /** Why it cannot be chosen now. */
  readonly refused?: string | undefined;
  choose(): void;
}

interface Shown {
  readonly title: string;
  readonly placeholder: string;
  readonly choices: readonly Choice[];
}

/** More than this nobody reads: typing finds the rest. */
const mostOfGroup = 40;

let dialog: HTMLDialogElement | undefined;

export function closeDialog(): boolean {
  const open = dialog;
  if (!open) return false;
  dialog = undefined;
  open.hidePopover();
  open.remove();
  return true;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/** Arrows, pages, and Control with N and P as in a terminal. */
function stepOf(event: KeyboardEvent): number | undefined {
  if (event.ctrlKey) return { n: 1, p: -1 }[event.key.toLowerCase()];
  return steps[event.key];
}

/** The word with the letters that were asked for marked. */
const marked = (word: string, letters: readonly number[]): unknown =>
  letters.length === 0
    ? word
    : [...word.matchAll(/[\s\S]/gu)].map(({ 0: letter, index }) =>
        letters.includes(index) ? html`<b>${letter}</b>` : letter,
      );

interface Group {
  readonly name: string | undefined;
  readonly items: readonly Ranked<Choice>[];
  readonly more: number;
}

function groupsOf(found: readonly Ranked<Choice>[]): readonly Group[] {
  const groups: { name: string | undefined; items: Ranked<Choice>[]; more: number }[] = [];
  for (const one of found) {
    const last = groups.at(-1);
    if (!last || last.name !== one.choice.group) groups.push({ name: one.choice.group, items: [one], more: 0 });
    else if (last.items.length < mostOfGroup) last.items.push(one);
    else last.more += 1;
  }
  return groups;
}

/**
 * A list with a filter: the palette, the list of keys and the menu of kinds are all this. It is a popover and not a modal dialog, which would have the browser
 * go through every element of the page to make it inert: 60 ms with 500 cells, against two.
 */
export function showDialog({ title, placeholder, choices }: Shown): void {
  closeDialog();
  const element = document.createElement('dialog');
  element.className = 'dialog';
  element.popover = 'auto';
  element.setAttribute('aria-label', title);
  element.setAttribute('aria-modal', 'true');
  dialog = element;
  document.body.append(element);
  element.addEventListener('toggle', (event) => event.newState === 'closed' && dialog === element && closeDialog());
  // the filter keeps the focus: a list is pointed at, not gone into
  element.addEventListener('mousedown', (event) => event.target instanceof HTMLInputElement || event.preventDefault());
  let query = '';
  let index = 0;
  let shown: readonly Choice[] = [];

  const choose = (choice: Choice | undefined) => {
    if (!choice || choice.refused !== undefined) return;
    closeDialog();
    choice.choose();
  };
  const onInput = (event: Event) => {
    query = (event.target as HTMLInputElement).value;
    index = 0;
    draw();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (step !== undefined) index = Math.max(0, Math.min(shown.length - 1, index + step));
    else if (event.key === 'Enter') choose(shown[index]);
    else if (event.key !== 'Tab') return;
    event.preventDefault();
    draw();
  };

  function item({ choice, letters }: Ranked<Choice>, at: number): TemplateResult {
    const { word, about = '', keys = [], refused } = choice;
    return html`<button class="dialog-item" type="button" role="option" tabindex="-1" id=${`choice-${at}`}
      aria-selected=${at === index ? 'true' : 'false'} aria-disabled=${refused === undefined ? 'false' : 'true'}
      @click=${() => choose(choice)}><span>${marked(word, letters)}</span><span class="dialog-about">${refused ?? about}</span>${keys
        .slice(0, 1)
        .map((key) => html`<kbd>${key}</kbd>`)}</button>`;
  }

  function draw(): void {
    const groups = groupsOf(rank(query, choices));
    shown = groups.flatMap(({ items }) => items.map(({ choice }) => choice));
    let at = 0;
    const list = groups.map(
      ({ name, items, more }) => html`<div role="group" aria-label=${name ?? title}>
        ${name === undefined ? '' : html`<div class="dialog-group" aria-hidden="true">${name}</div>`}
        ${items.map((one) => item(one, at++))}
        ${more > 0 ? html`<p class="dialog-more">${more} more; type to find one</p>` : ''}
      </div>`,
    );
    const count = shown.length === 1 ? 'One entry' : `${shown.length} entries`;
    render(
      html`<input class="dialog-filter" placeholder=${placeholder} aria-label=${title} autocomplete="off" spellcheck="false"
          role="combobox" aria-expanded="true" aria-autocomplete="list" aria-controls="dialog-list"
          aria-activedescendant=${shown.length > 0 ? `choice-${index}` : ''} @input=${onInput} @keydown=${onKey}>
        <div class="dialog-list" id="dialog-list" role="listbox" aria-label=${title}>${list}
          ${shown.length === 0 ? html`<p class="dialog-none">Nothing by that name.</p>` : ''}
        </div>
        <div class="unseen" role="status">${query === '' ? '' : count}</div>`,
      element,
    );
    element.querySelector(`#choice-${index}`)?.scrollIntoView({ block: 'nearest' });
  }

  draw();
  element.showPopover();
  element.querySelector('input')?.focus();
  // what is left of a list while somebody types must not move the frame around it
  const list = element.querySelector<HTMLElement>('.dialog-list');
  if (list) list.style.height = `${list.offsetHeight}px`;
}
