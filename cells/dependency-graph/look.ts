import type { ListedCalls } from './calls.ts';

/** What of the picture is in sight, in its own units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How somebody looks at it: nothing of this crosses the wire. */
export interface Look {
  /** All of it where nothing is said. */
  readonly box?: Box | undefined;
  /** Pixels to a unit. */
  readonly scale?: number | undefined;
  /** The node whose numbers are told, by its place. */
  readonly pointed?: number | undefined;
  /** The node whose calls are listed. */
  readonly opened?: number | undefined;
  readonly calls?: ListedCalls;
  /** Whether somebody is there to use buttons. */
  readonly near?: boolean | undefined;
}

const scales = { least: 0.1, most: 4 } as const;

/** Nearer or farther by a factor, with one point staying where it is. */
export function zoomed(box: Box, scale: number, factor: number, at: { readonly x: number; readonly y: number }): Box {
  const wanted = Math.min(scales.most, Math.max(scales.least, scale * factor));
  const shrunk = scale / wanted;
  return {
    x: at.x - (at.x - box.x) * shrunk,
    y: at.y - (at.y - box.y) * shrunk,
    width: box.width * shrunk,
    height: box.height * shrunk,
  };
}

/** Moved by shares of what is in sight. */
export const panned = (box: Box, right: number, down: number): Box => ({
  ...box,
  x: box.x + right * box.width,
  y: box.y + down * box.height,
});

export const centerOf = ({ x, y, width, height }: Box): { x: number; y: number } => ({
  x: x + width / 2,
  y: y + height / 2,
});
