/** What a venue is called where its orders are told of. */
export interface VenueWords {
  /** In ids: `projectx`. */
  readonly key: string;
  /** In the middle of a sentence: `the gateway`. */
  readonly name: string;
}

/** At the beginning of one. */
export const begun = ({ name }: Pick<VenueWords, 'name'>): string =>
  `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
