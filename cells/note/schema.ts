import { z } from 'zod';

export const props = z.strictObject({ markdown: z.string() });
export type NoteProps = z.infer<typeof props>;

/** A piece of a line. `value` is what a cell holds: `name` as written, `cell.column`; its text is absent where there is no such value. */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'value'; readonly name: string; readonly text?: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'emphasis' | 'strong' | 'deleted'; readonly children: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly children: readonly Inline[] };

export interface ListItem {
  readonly task?: 'open' | 'done';
  readonly children: readonly Block[];
}

export type Alignment = 'left' | 'center' | 'right';

/** Prose as a tree that can hold nothing but text: no markup of its own, no scripts, no images, no addresses that run. */
export type Block =
  | { readonly type: 'heading'; readonly depth: number; readonly anchor: string; readonly children: readonly Inline[] }
  /** `line` is a paragraph without space around it, as in a tight list. */
  | { readonly type: 'paragraph' | 'line'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly language: string; readonly text: string }
  | { readonly type: 'quote'; readonly children: readonly Block[] }
  | { readonly type: 'list'; readonly start: number | null; readonly items: readonly ListItem[] }
  | {
      readonly type: 'table';
      readonly align: readonly Alignment[];
      readonly header: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly type: 'rule' };

const inline: z.ZodType<Inline> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('text'), text: z.string() }),
    z.object({ type: z.literal('value'), name: z.string(), text: z.string().exactOptional() }),
    z.object({ type: z.literal('code'), text: z.string() }),
    z.object({ type: z.literal('break') }),
    z.object({ type: z.enum(['emphasis', 'strong', 'deleted']), children: z.array(inline) }),
    z.object({ type: z.literal('link'), href: z.string(), children: z.array(inline) }),
  ]),
);

const block: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('heading'), depth: z.number(), anchor: z.string(), children: z.array(inline) }),
    z.object({ type: z.enum(['paragraph', 'line']), children: z.array(inline) }),
    z.object({ type: z.literal('code'), language: z.string(), text: z.string() }),
    z.object({ type: z.literal('quote'), children: z.array(block) }),
    z.object({
      type: z.literal('list'),
      start: z.number().nullable(),
      items: z.array(z.object({ task: z.enum(['open', 'done']).exactOptional(), children: z.array(block) })),
    }),
    z.object({
      type: z.literal('table'),
      align: z.array(z.enum(['left', 'center', 'right'])),
      header: z.array(z.array(inline)),
      rows: z.array(z.array(z.array(inline))),
    }),
    z.object({ type: z.literal('rule') }),
  ]),
);

export const value = z.object({ blocks: z.array(block) });
export type NoteValue = { readonly blocks: readonly Block[] };
