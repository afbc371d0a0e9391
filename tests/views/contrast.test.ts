import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const file = path.resolve(import.meta.dirname, '../../views/static/tokens.css');
const css = readFileSync(file, 'utf8');

type Color = readonly [lightness: number, chroma: number, hue: number];

function tokensOf(theme: string): ReadonlyMap<string, Color> {
  const start = css.indexOf(`:root[data-theme="${theme}"] {`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([a-z-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map(
      ([, name = '', lightness, chroma, hue]) => [name, [Number(lightness), Number(chroma), Number(hue)]] as const,
    ),
  );
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** OKLCH to linear sRGB by Ottosson's matrices, cut to what a screen can show, then WCAG's relative luminance. */
function luminance([lightness, chroma, hue]: Color): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Color, other: Color): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

const texts = ['text', 'dim', 'buy', 'sell', 'gain', 'loss', 'warning', 'accent', 'keyword', 'string'];
const grounds = ['background', 'panel', 'raised'];
const pairs: readonly (readonly [string, string])[] = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...['buy', 'sell', 'gain', 'loss', 'warning', 'accent'].flatMap((name) => [
    ['text', `${name}-tint`] as const,
    ['dim', `${name}-tint`] as const,
    [name, `${name}-tint`] as const,
  ]),
  ['text', 'bar-tint'],
  ...['buy', 'sell', 'accent', 'loss'].map((ground) => ['on-accent', ground] as const),
];

describe('contrast', () => {
  it('is computed as WCAG does', () => {
    expect(contrast([1, 0, 0], [0, 0, 0])).toBeCloseTo(21, 5);
    expect(contrast([0.627955, 0.257683, 29.2339], [1, 0, 0])).toBeCloseTo(3.998, 2);
  });

  it.each(['dark', 'light', 'contrast'])('of every text in the %s theme is at least 4.5', (theme) => {
    const tokens = tokensOf(theme);
    const low = pairs.flatMap(([text, ground]) => {
      const front = tokens.get(text);
      const back = tokens.get(ground);
      if (!front || !back) return [`${text} or ${ground} is missing`];
      const ratio = contrast(front, back);
      return ratio < 4.5 ? [`${text} on ${ground}: ${ratio.toFixed(2)}`] : [];
    });
    expect(low).toEqual([]);
  });

  it('defines the same names in every theme', () => {
    const names = ['dark', 'light', 'contrast'].map((theme) => [...tokensOf(theme).keys()].sort());
    expect(names[1]).toEqual(names[0]);
    expect(names[2]).toEqual(names[0]);
  });
});
