import { html, render } from 'lit';
import { addressOf, cellNamed, focusCell } from './cell.ts';
import { sourceOf } from './edit.ts';
import { showMessage } from './message.ts';
import { refreshCells } from './refresh.ts';
import { send } from './request.ts';
import { undo } from './undo.ts';

interface Field {
  readonly name: string;
  readonly word: string;
  readonly about: string;
  readonly placeholder: string;
  readonly choices?: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'span', word: 'Width', about: 'of 12 columns', placeholder: 'as its kind' },
  { name: 'rows', word: 'Height', about: 'rows of text, at most 40', placeholder: '10' },
  { name: 'every', word: 'Pace', about: 'live sources wake it at most once in: 250ms, 1s, 5m', placeholder: '1s' },
  {
    name: 'policy',
    word: 'Runs',
    about: 'auto, lazy (when asked) or frozen (keeps its value)',
    placeholder: '',
    choices: ['auto', 'lazy', 'frozen'],
  },
  {
    name: 'collapsed',
    word: 'Opens',
    about: 'folded cells run only for what reads them',
    placeholder: '',
    choices: ['false', 'true'],
  },
];

const shown: Readonly<Record<string, string>> = { false: 'whole', true: 'folded' };

/** The options of a cell's header as a form; what is left empty is as the kind has it. */
export async function showOptions(cell: HTMLElement): Promise<void> {
  const id = cell.dataset.cell ?? '';
  if (cell.dataset.frame !== 'box') {
    showMessage(`${id} has no options to set: only cells with a frame have a width, a height and a pace.`);
    return;
  }
  const { options } = await sourceOf(cell);
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog options';
  dialog.setAttribute('aria-label', `Options of ${id}`);
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
    focusCell(cellNamed(id));
  });
  let refusal = '';

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement);
    const changed = fields
      .map(({ name }) => [name, String(typed.get(name) ?? '').trim()] as const)
      .filter(([name, value]) => value !== (options[name] ?? ''));
    try {
      const body = Object.fromEntries(changed.map(([name, value]) => [name, value === '' ? null : value]));
      if (changed.length > 0) await send('PUT', `${addressOf(cell)}/options`, body);
      dialog.close();
      if (changed.length === 0) return;
      await refreshCells();
      const words = changed.map(([name]) => name).join(', ');
      showMessage(`Set ${words} of ${id}.`, { action: { word: 'Undo', on: 'undo', run: () => void undo() } });
    } catch (thrown) {
      refusal = thrown instanceof Error ? thrown.message : String(thrown);
      draw();
    }
  };

  function draw(): void {
    render(
      html`<form class="options-form" @submit=${save}>
        <h2>Options of ${id}</h2>
        ${fields.map(
          ({ name, word, about, placeholder, choices }) => html`<label
            ><span>${word}</span>${
              choices
                ? html`<select class="field" name=${name}>${choices.map(
                    (choice, index) =>
                      html`<option value=${index === 0 ? '' : choice} ?selected=${options[name] === choice}>${shown[choice] ?? choice}</option>`,
                  )}</select>`
                : html`<input class="field" name=${name} .value=${options[name] ?? ''} placeholder=${placeholder} autocomplete="off" spellcheck="false">`
            }<span class="dim">${about}</span></label>`,
        )}
        <p class="options-refusal" role="alert">${refusal}</p>
        <div class="options-foot"><button class="button" type="button" @click=${() => dialog.close()}>Cancel</button><button class="button button-primary" type="submit">Set</button></div>
      </form>`,
      dialog,
    );
  }

  draw();
  dialog.showModal();
  dialog.querySelector<HTMLElement>('.field')?.focus();
}
