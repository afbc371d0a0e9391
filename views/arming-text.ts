import { clockText } from './age.ts';
import type { ArmingInfo } from './wire.ts';

/** `not armed`, or until when orders go through. */
export const armedText = ({ until }: ArmingInfo, zone: string): string =>
  until === null ? 'not armed' : `armed until ${clockText(until, zone).slice(0, 5)}`;
