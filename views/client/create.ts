const mark = '#new';

/** Goes to the field for the name of a new notebook, on the page of all notebooks. */
export function createNotebook(): void {
  const field = document.querySelector<HTMLInputElement>('.home-create [name="title"]');
  if (field) field.focus();
  else location.assign(`/${mark}`);
}

/** The page was asked for because of that field. */
export function followCreate(): void {
  if (location.hash === mark) createNotebook();
}
