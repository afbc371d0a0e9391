import { html, type Markup, trusted } from './markup.ts';

export const themes = ['dark', 'light', 'contrast'] as const;
export type Theme = (typeof themes)[number];

/** What the browser remembers, in cookies, so that the first paint is already right; and the nonce of the answer's policy. */
export interface Appearance {
  readonly theme: Theme;
  readonly rail: 'auto' | 'open' | 'closed';
  /** For the style element that the editor makes. */
  readonly styleNonce: string;
}

export function readAppearance(cookie: (name: string) => string | undefined, styleNonce: string): Appearance {
  const theme = themes.find((name) => name === cookie('deskbook-theme')) ?? 'dark';
  const rail = cookie('deskbook-rail');
  return { theme, rail: rail === 'open' || rail === 'closed' ? rail : 'auto', styleNonce };
}

/** No history, no inherited attributes, one extension of ours: htmx only fetches and morphs. */
const htmxConfig = JSON.stringify({
  history: false,
  implicitInheritance: false,
  includeIndicatorCSS: false,
  extensions: 'deskbook',
});

export interface Layout {
  readonly title: string;
  readonly body: Markup;
  readonly appearance: Appearance;
  /** What scripts need to know, as data: scripts themselves are never inline. */
  readonly data: unknown;
}

/** `<` is written as an escape, so that no text can end the script block. */
const jsonText = (value: unknown): Markup => trusted(JSON.stringify(value).replaceAll('<', '\\u003c'));

/** htmx waits for the whole page only where it comes before the rest; deferred, it would listen before our extension is there. */
export function layout({ title, body, appearance, data }: Layout): Markup {
  return html`<!doctype html>
<html lang="en" data-theme="${appearance.theme}" data-rail="${appearance.rail}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="htmx-config" content="${htmxConfig}">
<meta name="style-nonce" content="${appearance.styleNonce}">
<title>${title}</title>
<link rel="preload" href="/static/fonts/inter.woff2" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="/static/fonts/plex-mono.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/static/deskbook.css">
<script src="/static/htmx.js"></script>
<script src="/static/page.js" type="module"></script>
</head>
<body>
${body}
<div id="polite" class="unseen" role="status" aria-live="polite"></div>
<script type="application/json" id="page-data">${jsonText(data)}</script>
</body>
</html>`;
}
