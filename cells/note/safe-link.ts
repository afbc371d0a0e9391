const allowed: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** Where a heading can be jumped to; the prefix keeps it from being the id of anything else on the page. */
export const anchorOf = (text: string): string =>
  `h-${
    text
      .toLowerCase()
      .normalize('NFC')
      .replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'section'
  }`;

/** An address that only leads somewhere: http, https, mailto, a heading of the page, or a path of this console. */
export function safeLink(href: string): string | undefined {
  const target = href.trim();
  if (target.startsWith('#')) return /^#(?:cell|h)-/.test(target) ? target : `#${anchorOf(target.slice(1))}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop these from an address, and with them what hid a scheme
  const address = target.replace(/[\u0000-\u0020\u007f-\u009f]+/g, '');
  if (address === '' || address.includes('\\') || address.startsWith('//')) return undefined;
  if (!URL.canParse(address, 'http://here.invalid/')) return undefined;
  const scheme = /^[^/?#]*?:/.exec(address)?.[0].toLowerCase();
  return scheme === undefined || allowed.has(scheme) ? address : undefined;
}
