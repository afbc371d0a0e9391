/** What a person says of a file beside what it says itself. */
export interface RecordTerms {
  /** Books every row to this account, whatever the file says. */
  readonly account?: string;
  readonly strategy?: string;
  /** Zone of local times; the exchange's where it is left out. */
  readonly zone?: string;
  /** Product or contract of rows that name none. */
  readonly instrument?: string;
}
