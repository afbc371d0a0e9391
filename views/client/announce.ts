let waiting: string | undefined;
let timer = 0;

/** Tells a screen reader, politely, at most once a second, the newest thing only. */
export function announce(text: string): void {
  waiting = text;
  if (timer !== 0) return;
  timer = window.setTimeout(() => {
    timer = 0;
    const region = document.querySelector('body > #polite');
    if (region && waiting !== undefined) region.textContent = waiting;
    waiting = undefined;
  }, 1_000);
}
