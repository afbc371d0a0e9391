/** The colors a chart takes from the page. */
export interface ChartColors {
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  readonly accent: string;
  readonly gain: string;
  readonly loss: string;
  readonly buy: string;
  readonly sell: string;
  readonly warning: string;
}

/** The light theme as sRGB, for an export that is drawn without a page. */
export const lightColors: ChartColors = {
  text: '#1c2127',
  dim: '#575d66',
  line: '#d8dbdf',
  accent: '#0f76ad',
  gain: '#007e76',
  loss: '#c0305a',
  buy: '#0070b4',
  sell: '#c2441b',
  warning: '#a86500',
};

/** Hours of a day to 24; without it a time scale says `12:05` for five past midnight. */
const times = { hours: '%H:%M', minutes: '%H:%M', date: '%d %b', week: '%d %b', month: '%b %Y' };

/** Thin axes, no frame, our fonts and colors: the one Vega configuration of all charts. */
export function chartConfig(colors: ChartColors): object {
  const font = 'Inter, system-ui, sans-serif';
  return {
    background: null,
    font,
    // Our colors by name, so that a specification can say {"expr": "gain"} and follow the theme.
    params: Object.entries(colors).map(([name, value]) => ({ name, value })),
    view: { stroke: null },
    padding: 4,
    axis: {
      labelColor: colors.dim,
      titleColor: colors.dim,
      labelFontSize: 11,
      titleFontSize: 11,
      titleFontWeight: 400,
      domainColor: colors.line,
      tickColor: colors.line,
      gridColor: colors.line,
      gridOpacity: 0.6,
      tickSize: 4,
      labelPadding: 4,
    },
    axisTemporal: { format: times },
    axisX: { grid: false, labelSeparation: 10 },
    axisY: { domain: false, ticks: false },
    legend: {
      labelColor: colors.text,
      titleColor: colors.dim,
      labelFontSize: 11,
      titleFontSize: 11,
      titleFontWeight: 400,
    },
    title: { color: colors.text, fontSize: 12, fontWeight: 600, anchor: 'start' },
    header: { labelColor: colors.dim, titleColor: colors.dim },
    mark: { color: colors.accent, tooltip: true },
    bar: { color: colors.accent, discreteBandSize: { band: 0.8 } },
    line: { color: colors.accent, strokeWidth: 1.5 },
    point: { color: colors.accent },
    area: { color: colors.accent, opacity: 0.3 },
    rule: { color: colors.dim },
    text: { color: colors.text },
    range: {
      category: [colors.accent, colors.sell, colors.gain, colors.warning, colors.loss, colors.dim],
      diverging: [colors.loss, colors.line, colors.gain],
    },
  };
}
