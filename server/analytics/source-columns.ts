import type { Column } from '../../cells/kind.ts';

/** A relation that the core gives. Shared with the catalog and the documentation; a test holds it against the database. */
export interface Source {
  readonly name: string;
  readonly about: string;
  /** The copies of the record that its view reads, brought up to date before a query does. */
  readonly copies: readonly string[];
  readonly columns: readonly Column[];
}

export const text = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'VARCHAR' }));
export const integer = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'BIGINT' }));
export const price = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'DECIMAL(18,9)' }));
export const money = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'DECIMAL(18,6)' }));
export const time = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'TIMESTAMP' }));
export const double = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'DOUBLE' }));
export const boolean = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'BOOLEAN' }));
