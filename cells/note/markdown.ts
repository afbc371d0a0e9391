import { Lexer, type Token, type Tokens } from 'marked';
import { decodeEntities } from './entities.ts';
import { plainText } from './plain-text.ts';
import { anchorOf, safeLink } from './safe-link.ts';
import type { Alignment, Block, Inline, ListItem } from './schema.ts';

/** Reads Markdown into the tree; values of cells stand in it by name, without their text. */
export function readMarkdown(markdown: string): Block[] {
  const anchors = new Map<string, number>();
  return blocksOf(Lexer.lex(markdown, { gfm: true }), anchors);
}

type Anchors = Map<string, number>;
type Readers<R> = { readonly [type: string]: ((token: Token, anchors: Anchors) => R) | undefined };

const blockReaders: Readers<Block[]> = {
  heading: (token, anchors) => {
    const { depth, tokens } = token as Tokens.Heading;
    const children = inlines(tokens);
    return [{ type: 'heading', depth, anchor: fresh(anchorOf(plainText(children)), anchors), children }];
  },
  paragraph: (token) => [{ type: 'paragraph', children: inlines((token as Tokens.Paragraph).tokens) }],
  text: (token) => {
    const { tokens, text } = token as Tokens.Text;
    return [{ type: 'line', children: tokens ? inlines(tokens) : textWithValues(decodeEntities(text)) }];
  },
  code: (token) => {
    const { lang, text } = token as Tokens.Code;
    return [{ type: 'code', language: lang?.match(/^\S+/)?.[0] ?? '', text }];
  },
  blockquote: (token, anchors) => [{ type: 'quote', children: blocksOf((token as Tokens.Blockquote).tokens, anchors) }],
  list: (token, anchors) => {
    const { ordered, start, items } = token as Tokens.List;
    return [
      { type: 'list', start: ordered ? Number(start) : null, items: items.map((item) => listItem(item, anchors)) },
    ];
  },
  table: (token) => {
    const { align, header, rows } = token as Tokens.Table;
    const cells = (row: Tokens.TableCell[]) => row.map((cell) => inlines(cell.tokens));
    return [
      {
        type: 'table',
        align: align.map((each): Alignment => each ?? 'left'),
        header: cells(header),
        rows: rows.map(cells),
      },
    ];
  },
  hr: () => [{ type: 'rule' }],
  html: (token) => {
    const text = withoutComments((token as Tokens.HTML).raw).trim();
    return text === '' ? [] : [{ type: 'paragraph', children: [{ type: 'text', text }] }];
  },
};

const inlineReaders: Readers<Inline[]> = {
  text: (token) => textWithValues(decodeEntities((token as Tokens.Text).text)),
  escape: (token) => [{ type: 'text', text: (token as Tokens.Escape).text }],
  em: (token) => [{ type: 'emphasis', children: inlines((token as Tokens.Em).tokens) }],
  strong: (token) => [{ type: 'strong', children: inlines((token as Tokens.Strong).tokens) }],
  del: (token) => [{ type: 'deleted', children: inlines((token as Tokens.Del).tokens) }],
  codespan: (token) => [{ type: 'code', text: (token as Tokens.Codespan).text }],
  br: () => [{ type: 'break' }],
  link: (token) => {
    const { href, tokens } = token as Tokens.Link;
    return linked(href, inlines(tokens));
  },
  image: (token) => {
    const { href, text } = token as Tokens.Image;
    return linked(href, [{ type: 'text', text: text === '' ? href : decodeEntities(text) }]);
  },
  html: (token) => {
    const text = withoutComments((token as Tokens.HTML).raw);
    return text === '' ? [] : [{ type: 'text', text }];
  },
};

const blocksOf = (tokens: readonly Token[], anchors: Anchors): Block[] =>
  tokens.flatMap((token) => blockReaders[token.type]?.(token, anchors) ?? []);

const inlines = (tokens: readonly Token[]): Inline[] =>
  tokens.flatMap((token) => inlineReaders[token.type]?.(token, new Map()) ?? []);

function listItem({ task, checked, tokens }: Tokens.ListItem, anchors: Anchors): ListItem {
  const children = blocksOf(tokens, anchors);
  return task ? { task: checked ? 'done' : 'open', children } : { children };
}

function linked(address: string, children: Inline[]): Inline[] {
  const href = safeLink(decodeEntities(address));
  return href === undefined ? children : [{ type: 'link', href, children }];
}

const withoutComments = (text: string): string => text.replace(/<!--.*?-->/gs, '');

function fresh(anchor: string, anchors: Anchors): string {
  const count = (anchors.get(anchor) ?? 0) + 1;
  anchors.set(anchor, count);
  return count === 1 ? anchor : `${anchor}-${count}`;
}

const reference = /\{([a-z][a-z0-9_]*(?:\.[A-Za-z_]\w*)*)\}/g;

function textWithValues(text: string): Inline[] {
  return text
    .split(reference)
    .map((part, index): Inline => (index % 2 === 1 ? { type: 'value', name: part } : { type: 'text', text: part }))
    .filter((part) => part.type !== 'text' || part.text !== '');
}
