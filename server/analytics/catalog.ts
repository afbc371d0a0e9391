import type { Engine } from './engine.ts';
import { type ImportInfo, listImports } from './imports.ts';
import type { SourceInfo } from './port.ts';
import { sourceNamed, sources } from './sources.ts';

/** The names that a query can read outside of its notebook. */
export class Catalog {
  readonly #engine: Engine;
  #imports: readonly ImportInfo[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async refresh(): Promise<void> {
    this.#imports = await this.#engine.with(listImports);
  }

  names(): string[] {
    return [...sources.map((source) => source.name), ...this.#imports.map((info) => info.name)];
  }

  copiesOf(name: string): readonly string[] {
    return sourceNamed(name)?.copies ?? [];
  }

  /** Rows are counted for imports only: counting the record would bring all of it up to date first. */
  async list(): Promise<SourceInfo[]> {
    await this.refresh();
    return [
      ...sources.map(({ name, about, columns }) => ({ name, about, columns, imported: false })),
      ...this.#imports.map((info) => ({ ...info, imported: true })),
    ];
  }
}
