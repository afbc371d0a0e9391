/** Filters notebooks, outline and sources by what is typed; Enter goes to the first that is left. */
export function startRail(): void {
  const filter = document.querySelector<HTMLInputElement>('.rail-filter');
  if (!filter) return;
  const apply = () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const item of items()) item.hidden = !(item.textContent ?? '').toLowerCase().includes(wanted);
  };
  filter.addEventListener('input', apply);
  document.addEventListener('htmx:after:swap', apply);
  filter.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const first = items().find((item) => !item.hidden && item.matches('a'));
    first?.click();
  });
}

const items = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.rail .rail-item')];
