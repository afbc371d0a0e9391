import { readFile } from 'node:fs/promises';
import { html, raw } from 'hono/html';
import type { AnyKind, ExportTools } from '../../cells/kind.ts';
import { paramText } from '../../cells/param-text.ts';
import { rows } from '../../views/parts/cells.ts';
import { builtFile } from '../paths.ts';
import type { NotebookSnapshot } from '../sessions/port.ts';
import { exportCell } from './cell.ts';
import { type Provenance, troubled, valuesHash } from './provenance.ts';

export const exportPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'";

const fontFiles = [
  ['Inter', '100 900', 'inter.woff2'],
  ['IBM Plex Mono', '400', 'plex-mono.woff2'],
  ['IBM Plex Mono', '600', 'plex-mono-600.woff2'],
] as const;

async function fontFace([family, weight, file]: (typeof fontFiles)[number]): Promise<string> {
  const bytes = await readFile(builtFile('static', 'fonts', file), 'base64');
  return `@font-face{font-family:'${family}';font-weight:${weight};src:url(data:font/woff2;base64,${bytes}) format('woff2')}`;
}

async function styles(): Promise<string> {
  const faces = await Promise.all(fontFiles.map(fontFace));
  const sheet = await readFile(builtFile('static', 'export.css'), 'utf8');
  // The faces that name files of the console would be fetched; the ones above carry theirs along.
  return faces.join('') + sheet.replace(/@font-face\s*\{[^}]*\}/g, '').replace(/<\/style/gi, '<\\/style');
}

function foot(snapshot: NotebookSnapshot, provenance: Provenance) {
  const bad = troubled(snapshot);
  const lines: [string, string][] = [
    ['notebook', `${snapshot.title} (${snapshot.id})`],
    ['exported', provenance.exportedAt],
    ['trade date', provenance.tradeDate],
    ['environment', provenance.environment],
    ['venue', provenance.synthetic ? `${provenance.venue}, a synthetic market` : provenance.venue],
  ];
  const fills = provenance.fills;
  lines.push(['own fills', fills ? `${fills.count}, from ${fills.first} to ${fills.last} UTC` : 'none']);
  lines.push([
    'inputs',
    Object.entries(snapshot.inputs)
      .map(([name, input]) => `${name} = ${paramText(input)}`)
      .join('; ') || 'none',
  ]);
  lines.push(['versions', provenance.versions.map(({ name, version }) => `${name} ${version}`).join(', ')]);
  lines.push(['values', `sha256 ${valuesHash(snapshot.cells)}`]);
  if (bad.length > 0) lines.push(['not settled', bad.map((cell) => cell.id).join(', ')]);
  return html`<footer class="provenance"><dl>${lines.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl></footer>`;
}

/** What a folded heading keeps away, by name. */
function away(note: string, { cells }: NotebookSnapshot) {
  const names = cells.flatMap(({ id, under, headings }) => (under === note && headings.length === 0 ? [id] : []));
  return names.length === 0 ? '' : html`<li class="section-fold">folded: ${names.join(', ')}</li>`;
}

/**
 * A notebook as one HTML file: every cell as it stood, no script, nothing fetched. A kind that only acts has no static form and is left
 * out by its capability. What is folded on the page is folded here.
 */
export async function exportDocument(
  snapshot: NotebookSnapshot,
  kindNamed: (name: string) => AnyKind | undefined,
  tools: Pick<ExportTools, 'chart'>,
  provenance: Provenance,
): Promise<string> {
  const shown = snapshot.cells.filter((cell) => kindNamed(cell.kind)?.capability !== 'act' && cell.under === null);
  const framed = shown.map((cell) => ({ cell, kind: { frame: kindNamed(cell.kind)?.layout.frame ?? 'box' } }));
  const cells = await Promise.all(
    rows(framed).map(async (row) => {
      const drawn = await Promise.all(
        row.map(async ({ cell }) => [await exportCell(cell, kindNamed(cell.kind), tools), away(cell.id, snapshot)]),
      );
      return row[0]?.kind.frame === 'inline'
        ? html`<li class="inputs-row"><ol class="inputs">${drawn}</ol></li>`
        : html`${drawn}`;
    }),
  );
  const page = html`<!doctype html>
<html lang="en" data-theme="light">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${exportPolicy}" />
    <meta name="generator" content="Deskbook" />
    <title>${snapshot.title}</title>
    <style>${raw(await styles())}</style>
  </head>
  <body class="export">
    <ol class="cells">${cells}</ol>
    ${foot({ ...snapshot, cells: shown }, provenance)}
  </body>
</html>
`;
  return String(await page);
}
