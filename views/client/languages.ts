import { json, jsonLanguage } from '@codemirror/lang-json';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { PostgreSQL, SQLDialect, sql } from '@codemirror/lang-sql';
import { yaml, yamlLanguage } from '@codemirror/lang-yaml';
import type { Extension, Facet } from '@codemirror/state';

/** The names that a body may use. */
export interface Vocabulary {
  readonly sources: readonly { readonly name: string; readonly columns: readonly { readonly name: string }[] }[];
  readonly cells: readonly string[];
  readonly inputs: readonly string[];
}

interface Chosen {
  readonly extension: Extension;
  readonly data: Facet<{ [name: string]: unknown }>;
}

/** DuckDB is close to PostgreSQL; `$name` is a parameter. */
const duck = SQLDialect.define({
  ...PostgreSQL.spec,
  specialVar: '$',
  keywords: `${PostgreSQL.spec.keywords} asof pivot unpivot qualify semi anti exclude replace summarize describe`,
});

export function languageOf(name: string, vocabulary: Vocabulary): Chosen {
  if (name === 'sql') {
    const schema = Object.fromEntries(
      vocabulary.sources.map((source) => [source.name, source.columns.map((column) => column.name)]),
    );
    return { extension: sql({ dialect: duck, schema }), data: duck.language.data };
  }
  if (name === 'json') return { extension: json(), data: jsonLanguage.data };
  if (name === 'markdown') return { extension: markdown({ base: markdownLanguage }), data: markdownLanguage.data };
  return { extension: yaml(), data: yamlLanguage.data };
}
