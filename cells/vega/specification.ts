import { type ChartColors, chartConfig } from './theme.ts';

type Node = Readonly<Record<string, unknown>>;

/**
 * What is handed to Vega-Lite: `usermeta` (which may steer the embedder) is left out, the data is the cells', the width follows the box
 * and our configuration stands under the author's own.
 */
export function specification(
  props: Node,
  datasets: Readonly<Record<string, unknown>>,
  colors: ChartColors,
  size: { readonly width: number | 'container'; readonly height: number | 'container' },
): Record<string, unknown> {
  const { usermeta: _ignored, datasets: own, config, ...rest } = props;
  const composed = ['hconcat', 'vconcat', 'concat', 'facet', 'repeat'].some((key) => key in rest);
  const fitted = composed
    ? {}
    : { width: size.width, height: size.height, autosize: { type: 'fit', contains: 'padding' } };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    ...fitted,
    ...rest,
    datasets: { ...(own as object | undefined), ...datasets },
    config: { ...chartConfig(colors), ...(config as object | undefined) },
  };
}
