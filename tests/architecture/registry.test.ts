import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { html } from 'hono/html';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBody } from '../../cells/body.ts';
import { kindNamed, kinds } from '../../cells/index.ts';
import type { AnyKind, QueryResult, Tag } from '../../cells/kind.ts';
import { morningVenue } from '../cells/accounts/fixture.ts';
import { morningAlerts } from '../cells/alerts/fixture.ts';
import { wanderingMarket } from '../cells/candles/fixture.ts';
import { morningFills } from '../cells/fills/fixture.ts';
import { morningHealth } from '../cells/health/fixture.ts';
import { morning } from '../cells/ladder/fixture.ts';
import { contextOf } from '../cells/live-topics.ts';
import { pnlOf, wanderingDay } from '../cells/pnl/fixture.ts';
import { morningPositions } from '../cells/positions/fixture.ts';
import { morningSpots } from '../cells/spot/fixture.ts';
import { fiveMatches } from '../cells/statistics/fixture.ts';
import { morningRefusals, morningStatus } from '../cells/status/fixture.ts';
import { morningTraces } from '../cells/trace/fixture.ts';
import { morningWebhooks } from '../cells/webhooks/fixture.ts';
import { observedAfter } from '../core/trace/observed.ts';
import { chromiumPath, launch, mustHaveChromium, noChromium } from '../e2e/harness.ts';
import { emptyHistory } from '../fixtures/empty-history.ts';
import { emptyReader } from '../fixtures/empty-reader.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folders = readdirSync(path.join(root, 'cells'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** A kind that draws into its element after first paint is not the same as its markup. */
const widgets = new Set(['trace-tree', 'vega']);

const topics = {
  'book.ZNZ6': morning.book,
  orders: morning.orders,
  fills: morningFills,
  positions: morningPositions,
  pnl: pnlOf(wanderingDay(120)),
  status: morningStatus,
  health: morningHealth,
  venue: morningVenue,
  refusals: morningRefusals,
  spots: morningSpots,
  observability: observedAfter(90),
  alerts: morningAlerts,
  webhooks: morningWebhooks,
};

const result: QueryResult = {
  columns: [
    { name: 'minute', type: 'TIMESTAMP' },
    { name: 'quantity', type: 'BIGINT' },
    { name: 'realized', type: 'DECIMAL(18,6)' },
  ],
  rows: [
    ['2026-11-20 10:31:00', '12', '1234.500000'],
    ['2026-11-20 10:32:00', null, '-31.250000'],
  ],
  rowCount: 2,
  hash: 'a',
  milliseconds: 3.1,
};

/** What the queries of a kind answer with, where it knows its own columns. */
const answers: Readonly<Record<string, QueryResult>> = { statistics: fiveMatches };

const starterProps = (kind: AnyKind): unknown => kind.props.parse(readBody(kind.language, kind.starter));

interface Sample {
  readonly name: string;
  readonly kind: AnyKind;
  readonly props: unknown;
  readonly value: unknown;
}

/** The first value of a new cell of each kind, on a busy morning and before anything has happened. */
async function samples(): Promise<Sample[]> {
  const found: Sample[] = [];
  for (const kind of kinds) {
    for (const [when, given, traces, history] of [
      ['busy', topics, morningTraces, wanderingMarket],
      ['empty', {}, emptyReader, emptyHistory],
    ] as const) {
      const props = starterProps(kind);
      for await (const value of kind.frames(
        props,
        contextOf(given, 1, answers[kind.name] ?? result, traces, history),
      )) {
        found.push({ name: `${kind.name}, ${when}`, kind, props, value });
        break;
      }
    }
  }
  return found;
}

describe('every kind', () => {
  it('has one folder and one line in the registry', () => {
    expect(kinds.map(({ name }) => name).sort()).toEqual([...folders].sort());
    for (const kind of kinds) expect(kindNamed(kind.name)).toBe(kind);
  });

  it.each(folders)('%s says in one sentence what it is about', (folder) => {
    expect(kindNamed(folder)?.about).toMatch(/^[A-Z][^\n]{20,140}\.$/);
  });

  it.each(folders)('%s has a starter that its own schema takes', (folder) => {
    const kind = kindNamed(folder);
    expect(kind).toBeDefined();
    expect(kind?.props.safeParse(readBody(kind.language, kind.starter)).error).toBeUndefined();
  });

  it.each(folders)('%s registers the element of its name', (folder) => {
    const element = readFileSync(path.join(root, 'cells', folder, 'element.ts'), 'utf8');
    expect(element).toContain(`customElements.define('cell-${folder}'`);
  });

  it.each(folders)('%s keeps schemas out of what the browser loads', (folder) => {
    const view = readFileSync(path.join(root, 'cells', folder, 'view.ts'), 'utf8');
    expect(view).not.toMatch(/from 'zod'|import \{[^}]*\} from '\.\/(?:schema|server)\.ts'/);
  });

  it('has a mirrored folder of tests', () => {
    expect(folders.filter((folder) => !existsSync(path.join(root, 'tests/cells', folder)))).toEqual([]);
  });

  it('yields values that its schema takes and that survive the wire', async () => {
    for (const { name, kind, value } of await samples()) {
      const wired: unknown = JSON.parse(JSON.stringify(value));
      expect({ name, parsed: kind.value.parse(wired) }).toEqual({ name, parsed: wired });
    }
  });
});

const runs = chromiumPath !== undefined || mustHaveChromium;

describe.skipIf(!runs)(`first paint in the browser${runs ? '' : ` (${noChromium})`}`, () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const bundled = await build({
      stdin: {
        contents: folders.map((folder) => `import './cells/${folder}/element.ts';`).join('\n'),
        resolveDir: root,
        loader: 'ts',
      },
      bundle: true,
      write: false,
      format: 'iife',
      logLevel: 'error',
    });
    browser = await launch();
    page = await browser.newPage();
    await page.setContent('<!doctype html><body></body>');
    await page.addScriptTag({ content: bundled.outputFiles[0]?.text ?? '' });
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('equals the markup of the element, comments aside', async () => {
    for (const { name, kind, props, value } of await samples()) {
      if (widgets.has(kind.name)) continue;
      const markup = String(await kind.view(html as Tag<ReturnType<typeof html>>, value, props));
      const painted = await page.evaluate(paint, {
        tag: `cell-${kind.name}`,
        markup,
        value: JSON.parse(JSON.stringify(value)) as unknown,
        props: JSON.parse(JSON.stringify(props)) as unknown,
      });
      expect({ name, markup: painted.element }).toEqual({ name, markup: painted.served });
    }
  });
});

/** Runs in the page: what the browser makes of the served markup, and what the element makes of the value. */
async function paint(given: { tag: string; markup: string; value: unknown; props: unknown }) {
  /** Comments and the order of attributes mean nothing. */
  const plain = (shown: Element): string => {
    for (const inner of shown.querySelectorAll('*')) {
      const attributes = [...inner.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const attribute of attributes) inner.removeAttributeNode(attribute);
      for (const attribute of attributes) inner.setAttributeNode(attribute);
    }
    return shown.innerHTML.replace(/<!--.*?-->/gs, '');
  };
  const element = document.createElement(given.tag) as HTMLElement & {
    value: unknown;
    props: unknown;
    updateComplete: Promise<boolean>;
  };
  element.innerHTML = given.markup;
  document.body.replaceChildren(element);
  const served = plain(element);
  element.value = given.value;
  element.props = given.props;
  await element.updateComplete;
  return { served, element: plain(element) };
}
