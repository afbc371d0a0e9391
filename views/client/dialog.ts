import { html, render } from 'lit';

export interface Choice {
  readonly word: string;
  readonly about?: string;
  readonly keys?: readonly string[];
  readonly group?: string;
  choose(): void;
}

interface Shown {
  readonly title: string;
  readonly placeholder: string;
  readonly choices: readonly Choice[];
}

let dialog: HTMLDialogElement | undefined;

export function closeDialog(): boolean {
  if (!dialog?.open) return false;
  dialog.close();
  return true;
}

const matches = (choice: Choice, wanted: string): boolean => {
  const text = `${choice.word} ${choice.about ?? ''} ${choice.group ?? ''}`.toLowerCase();
  return wanted.split(/\s+/).every((word) => text.includes(word));
};

/** A list with a filter: the palette, the list of keys and the menu of kinds are all this. */
export function showDialog({ title, placeholder, choices }: Shown): void {
  closeDialog();
  const element = document.createElement('dialog');
  element.className = 'dialog';
  element.setAttribute('aria-label', title);
  dialog = element;
  document.body.append(element);
  element.addEventListener('close', () => element.remove());
  element.addEventListener('click', (event) => event.target === element && element.close());
  let wanted = '';
  let index = 0;

  const left = () => choices.filter((choice) => matches(choice, wanted));
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    element.close();
    choice.choose();
  };
  const onInput = (event: Event) => {
    wanted = (event.target as HTMLInputElement).value.trim().toLowerCase();
    index = 0;
    draw();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) index = Math.min(left().length - 1, Math.max(0, index + step));
    else if (event.key === 'Enter') choose(left()[index]);
    else return;
    event.preventDefault();
    draw();
  };

  function draw(): void {
    const shown = left();
    render(
      html`<input class="dialog-filter" placeholder=${placeholder} aria-label=${title} autocomplete="off" spellcheck="false"
          role="combobox" aria-expanded="true" aria-controls="dialog-list" aria-activedescendant=${`choice-${index}`}
          @input=${onInput} @keydown=${onKey}>
        <div class="dialog-list" id="dialog-list" role="listbox">
          ${shown.map((choice, at) => {
            const heading = choice.group && choice.group !== shown[at - 1]?.group ? choice.group : undefined;
            return html`${heading ? html`<div class="dialog-group" role="presentation">${heading}</div>` : ''}<button
                class="dialog-item" type="button" role="option" tabindex="-1" id=${`choice-${at}`}
                aria-selected=${at === index ? 'true' : 'false'} @click=${() => choose(choice)}>
                <span>${choice.word}</span><span class="dialog-about">${choice.about ?? ''}</span>
                ${(choice.keys ?? []).slice(0, 1).map((key) => html`<kbd>${key}</kbd>`)}
              </button>`;
          })}
          ${shown.length === 0 ? html`<p class="dialog-none">Nothing by that name.</p>` : ''}
        </div>`,
      element,
    );
    element.querySelector(`#choice-${index}`)?.scrollIntoView({ block: 'nearest' });
  }

  draw();
  element.showModal();
  element.querySelector('input')?.focus();
}
