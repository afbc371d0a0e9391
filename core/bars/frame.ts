import { MalformedText } from '../errors.ts';
import { HOUR, MINUTE, SECOND } from '../model/time.ts';

/** Second, minute, hour, and by trade dates: day, week from Monday, month. `m` is a minute and `M` a month. */
export type FrameUnit = 's' | 'm' | 'h' | 'd' | 'w' | 'M';

/** How long a bar is: `5m`, `4h`, `1d`. */
export interface Frame {
  readonly text: string;
  readonly count: number;
  readonly unit: FrameUnit;
}

const shape = /^([1-9]\d{0,4})([smhdwM])$/;

const lengths: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, h: HOUR };

const LONGEST = 24 * HOUR;
const MOST_DATES = 1_000;

/** Microseconds of a frame within a session; undefined where it goes by trade dates, whose lengths differ. */
export const frameLength = ({ count, unit }: Frame): number | undefined => {
  const length = lengths[unit];
  return length === undefined ? undefined : length * count;
};

/** Reads a whole number and a unit (`30s`, `5m`, `4h`, `1d`, `1w`, `1M`), where case matters. Throws `MalformedText`. */
export function parseFrame(text: string): Frame {
  const [, digits, unit] = shape.exec(text) ?? [];
  if (digits === undefined || !isUnit(unit)) {
    throw new MalformedText('a frame is a number and s, m, h, d, w or M, as in 5m, 4h or 1d; it is none', text, 0);
  }
  const frame = { text, count: Number(digits), unit };
  const length = frameLength(frame);
  if (length === undefined ? frame.count > MOST_DATES : length > LONGEST) {
    const most = length === undefined ? `${MOST_DATES}${unit}` : 'a day, which is 1d';
    throw new MalformedText(`a frame in ${unit} goes up to ${most}; it is longer`, text, 0);
  }
  return frame;
}

const isUnit = (text: string | undefined): text is FrameUnit => text !== undefined && 'smhdwM'.includes(text);
