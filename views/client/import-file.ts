import type { HtmxRequestCtx } from 'htmx.org';

const picker = (form: HTMLFormElement | null): HTMLInputElement | null =>
  form?.querySelector<HTMLInputElement>('input[type="file"][data-sent-as-body]') ?? null;

const formOf = (source: Element): HTMLFormElement | null =>
  source instanceof HTMLFormElement ? source : source instanceof HTMLButtonElement ? source.form : null;

/** The file that a form sends, which is the whole body. */
export const fileOf = (source: Element): File | undefined => picker(formOf(source))?.files?.[0];

/** The console takes plain text and no multipart, so the other fields go into the address. */
export function sendFile(request: HtmxRequestCtx['request'], file: File): void {
  const address = new URL(request.action, document.baseURI);
  if (request.body instanceof URLSearchParams) {
    for (const [name, value] of request.body)
      if (name !== 'content' && value !== '') address.searchParams.set(name, value);
  }
  address.searchParams.set('file', file.name);
  request.action = address.pathname + address.search;
  request.headers['Content-Type'] = 'text/plain';
  request.body = file;
}

/** A file that is dropped anywhere on the page is chosen in its form. */
export function startFileDrop(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-file-drop]');
  const input = picker(form);
  if (!form || !input) return;
  const mark = (over: boolean) => form.toggleAttribute('data-over', over);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    mark(true);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(false);
    const files = event.dataTransfer?.files;
    if (!files || files.length === 0) return;
    input.files = files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  // chosen before there was a script to hear of it; htmx begins to listen with the same event, and was there first
  document.addEventListener('DOMContentLoaded', () => {
    if (input.files?.length) input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  input.focus();
}
