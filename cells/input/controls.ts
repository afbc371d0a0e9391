import { printList } from './list-text.ts';
import { printSpan } from './span-text.ts';
import type { InputValue } from './value.ts';

type Control = HTMLInputElement | HTMLSelectElement;

export const controlsIn = (root: ParentNode): Control[] => [...root.querySelectorAll<Control>('[data-action="input"]')];

const part = (root: ParentNode, name: string): Control | null =>
  root.querySelector<Control>(`[data-action="input"][data-part="${name}"]`);

/** The setting that the controls stand at. `touched` is the one that a person was at last. */
export function settingIn(root: ParentNode, value: InputValue, touched: Control): string {
  switch (value.type) {
    case 'toggle':
      return String(touched instanceof HTMLInputElement && touched.checked);
    case 'pair':
      return endsIn(root);
    case 'dates':
      return touched.dataset.part === 'period' && touched.value !== '' ? touched.value : endsIn(root);
    case 'multiple':
      return printList(
        controlsIn(root).flatMap((box) => (box instanceof HTMLInputElement && box.checked ? [box.value] : [])),
      );
    default:
      return touched.value;
  }
}

const endsIn = (root: ParentNode): string => printSpan(part(root, 'from')?.value ?? '', part(root, 'to')?.value ?? '');

/** The other end goes along where one is moved beyond it. */
export function keepOrder(root: ParentNode, touched: Control): void {
  const [from, to] = [part(root, 'from'), part(root, 'to')];
  if (!from || !to || touched.value === '') return;
  const number = touched.type === 'range';
  const crossed = number ? Number(from.value) > Number(to.value) : from.value > to.value;
  if (!crossed) return;
  if (touched === from) to.value = from.value;
  else if (touched === to) from.value = to.value;
}

/** The value as the sliders stand, before the session says so. */
export function moved(root: ParentNode, value: InputValue): InputValue | undefined {
  if (value.type === 'range') return { ...value, at: Number(part(root, 'at')?.value) };
  if (value.type !== 'pair') return undefined;
  return { ...value, from: Number(part(root, 'from')?.value), to: Number(part(root, 'to')?.value) };
}

/** Puts each control where its markup says; what a person did to it since would win otherwise. */
export function settle(root: ParentNode): void {
  for (const control of controlsIn(root)) {
    if (control instanceof HTMLSelectElement) {
      const chosen = control.querySelector<HTMLOptionElement>('option[selected]');
      if (chosen && control.value !== chosen.value) control.value = chosen.value;
    } else if (control.type === 'checkbox') control.checked = control.hasAttribute('checked');
    else if (control.value !== control.getAttribute('value')) control.value = control.getAttribute('value') ?? '';
  }
}
