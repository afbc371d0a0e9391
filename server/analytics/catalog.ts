import type { Engine } from './engine.ts';
import { type ImportInfo, listImports } from './imports.ts';
import type { SourceInfo } from './port.ts';
import { quoted } from './schema.ts';
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

  async list(): Promise<SourceInfo[]> {
    await this.refresh();
    return this.#engine.with(async (connection) => {
      const own: SourceInfo[] = [];
      for (const { name, about, columns } of sources) {
        const result = await connection.run(`SELECT count(*) FROM analytics.main.${quoted(name)}`);
        own.push({ name, about, columns, rows: Number((await result.getRows())[0]?.[0]), imported: false });
      }
      return [...own, ...this.#imports.map((info) => ({ ...info, imported: true }))];
    });
  }
}
