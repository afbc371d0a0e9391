import { raw, html as tag } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** A piece of HTML that is already escaped. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export const html: (strings: TemplateStringsArray, ...values: unknown[]) => Markup = tag;

/** Text that is markup already. Never text that came from a file, a venue or a person. */
export const trusted = (text: string): Markup => raw(text);
