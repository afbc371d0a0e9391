import type { Printer } from './printer.ts';

/** How one sort of objects is printed that is more than its fields. */
export interface Form {
  /** What a circle calls it; the name of its class where it is left out. */
  readonly word?: string;
  fits(value: object): boolean;
  print(printer: Printer, value: object, depth: number): void;
}

/** A form of what a guard lets through; objects that only look alike are printed by their fields. */
export function form<T extends object>(
  fits: (value: object) => value is T,
  print: (printer: Printer, value: T, depth: number) => void,
  word?: string,
): Form {
  return {
    ...(word === undefined ? {} : { word }),
    fits,
    print(printer, value, depth) {
      if (fits(value)) print(printer, value, depth);
      else printer.fields(value, depth);
    },
  };
}
