import { type GroupColor, groupColors } from './loaded.ts';

const names = [...groupColors, 'loss', 'text', 'line', 'line-strong', 'panel', 'raised', 'accent-tint'] as const;
export type ColorName = GroupColor | (typeof names)[number];

/** The page's tokens as a canvas takes them. */
export type Palette = Readonly<Record<ColorName, string>>;

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const entries = names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()] as const);
  return Object.fromEntries(entries) as Record<ColorName, string>;
}

export interface Surface {
  readonly paint: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

/** Fits a canvas to its box and the screen's pixels and clears it; undefined where it has no box. */
export function surfaceOf(canvas: HTMLCanvasElement, width: number, height: number): Surface | undefined {
  const paint = canvas.getContext('2d');
  if (!paint || width < 1 || height < 1) return undefined;
  const scale = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  paint.setTransform(scale, 0, 0, scale, 0, 0);
  paint.clearRect(0, 0, width, height);
  return { paint, width, height };
}
