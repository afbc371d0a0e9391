/** A venue cannot be opened as it was asked for: what is wrong and what to do. */
export class VenueUnknown extends Error {
  override readonly name = 'VenueUnknown';
}
