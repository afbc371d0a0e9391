const steps = 10;

const directions: Readonly<Record<string, 1 | -1>> = { more: 1, less: -1 };

/** By ten steps; a single one is the browser's own. */
export function walkSlider(action: string, slider: EventTarget | null): boolean {
  const direction = directions[action];
  if (direction === undefined || !(slider instanceof HTMLInputElement) || slider.type !== 'range') return false;
  slider.stepUp(direction * steps);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  slider.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}

/** Goes from box to box of a list that opens. */
export function walkList(action: string, root: ParentNode): boolean {
  const list = root.querySelector<HTMLDetailsElement>('details');
  if (!list) return false;
  if (action === 'close' && list.open) return close(list);
  const { boxes, at } = boxesOf(list);
  if (action !== 'next' && action !== 'previous') return false;
  list.open = true;
  const next = at + (action === 'next' ? 1 : -1);
  if (next < 0) list.querySelector('summary')?.focus();
  else boxes[Math.min(next, boxes.length - 1)]?.focus();
  return true;
}

/** A letter goes to the next box of an open list that begins with it. */
export function typeAhead(root: ParentNode, event: KeyboardEvent): boolean {
  const list = root.querySelector<HTMLDetailsElement>('details[open]');
  if (!list || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === ' ')
    return false;
  const { boxes, at } = boxesOf(list);
  const letter = event.key.toLowerCase();
  const begins = (box: HTMLInputElement) => box.labels?.[0]?.textContent?.trim().toLowerCase().startsWith(letter);
  [...boxes.slice(at + 1), ...boxes.slice(0, at + 1)].find(begins)?.focus();
  return true;
}

function boxesOf(list: HTMLDetailsElement) {
  const boxes = [...list.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const active = document.activeElement;
  return { boxes, at: active instanceof HTMLInputElement ? boxes.indexOf(active) : -1 };
}

function close(list: HTMLDetailsElement): true {
  list.open = false;
  list.querySelector('summary')?.focus();
  return true;
}
