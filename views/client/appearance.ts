import { setText } from './text.ts';

const themes = ['dark', 'light', 'contrast'] as const;
const words: Readonly<Record<string, string>> = { dark: 'Dark', light: 'Light', contrast: 'Contrast' };
const year = 31_536_000;

/** In a cookie, so that the next first paint comes in the right colors. */
function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
  document.cookie = `deskbook-${name}=${value}; path=/; max-age=${year}; samesite=strict`;
}

export function showThemeWord(): void {
  setText(document.querySelector('.theme-word'), words[document.documentElement.dataset.theme ?? 'dark'] ?? '');
}

export function nextTheme(): void {
  const root = document.documentElement;
  // biome-ignore lint/complexity/useIndexOf: the attribute may hold anything
  const index = themes.findIndex((theme) => theme === document.documentElement.dataset.theme);
  const theme = themes[(index + 1) % themes.length] ?? 'dark';
  root.dataset.theme = theme;
  remember('theme', theme);
  showThemeWord();
  document.dispatchEvent(new CustomEvent('theme-change', { detail: theme }));
}

/** Paper is light and saves ink, whatever the screen is. */
export function printInLight(): void {
  const root = document.documentElement;
  let screen = root.dataset.theme;
  window.addEventListener('beforeprint', () => {
    screen = root.dataset.theme;
    root.dataset.theme = 'light';
  });
  window.addEventListener('afterprint', () => {
    root.dataset.theme = screen ?? 'dark';
  });
}

const railIsOpen = (): boolean =>
  getComputedStyle(document.querySelector('nav.rail') ?? document.body).display !== 'none';

export function toggleRail(open = !railIsOpen()): void {
  const state = open ? 'open' : 'closed';
  document.documentElement.dataset.rail = state;
  remember('rail', state);
}
