import { changeset, type Loader, type View } from 'vega';
import embed, { type VisualizationSpec } from 'vega-embed';
import { expressionInterpreter } from 'vega-interpreter';
import { specification } from './specification.ts';
import { type ChartColors, lightColors } from './theme.ts';

export interface LiveChart {
  feed(datasets: Readonly<Record<string, readonly Record<string, unknown>[]>>): void;
  resize(): void;
  finish(): void;
}

const refuse = (): Promise<never> => Promise.reject(new Error('a chart may not load anything by address'));

/** Charts draw rows that cells gave; nothing is fetched, whatever the specification says. */
const closedLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as Loader;

/** A page's colors are OKLCH; Vega interpolates sRGB, so each is painted once and read back. */
function pageColors(): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const resolved = (name: string, otherwise: string): string => {
    const color = style.getPropertyValue(`--${name}`).trim();
    if (!canvas || color === '') return otherwise;
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  };
  const names = Object.entries(lightColors).map(([name, otherwise]) => [name, resolved(name, otherwise)]);
  return Object.fromEntries(names) as ChartColors;
}

export async function draw(
  place: HTMLElement,
  props: Readonly<Record<string, unknown>>,
  datasets: Readonly<Record<string, readonly Record<string, unknown>[]>>,
): Promise<LiveChart> {
  // The specification is a person's text; Vega-Lite itself says what is wrong with it.
  const spec = specification(props, datasets, pageColors(), { width: 'container', height: 'container' });
  // Widths of text are measured once and kept, so the typeface has to be there first.
  await document.fonts.load('11px Inter').catch(() => []);
  const result = await embed(place, spec as unknown as VisualizationSpec, {
    mode: 'vega-lite',
    actions: false,
    ast: true,
    expr: expressionInterpreter,
    renderer: 'canvas',
    loader: closedLoader,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true, theme: 'deskbook' },
  });
  const chart: View = result.view;
  return {
    feed(next) {
      for (const [name, rows] of Object.entries(next)) {
        chart.change(
          name,
          changeset()
            .remove(() => true)
            .insert(rows.map((row) => ({ ...row }))),
        );
      }
      void chart.runAsync();
    },
    resize() {
      if (spec.width === 'container') chart.width(place.clientWidth);
      if (spec.height === 'container') chart.height(place.clientHeight);
      void chart.resize().runAsync();
    },
    finish: () => result.finalize(),
  };
}
