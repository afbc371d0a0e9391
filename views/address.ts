/** A part of a query with the name as it is decoded. */
const nameOf = (part: string): string => {
  try {
    return decodeURIComponent(part.split('=', 1)[0]?.replaceAll('+', ' ') ?? '');
  } catch {
    return '';
  }
};

/** Commas and colons may stand in a query, and lists and dates read better with them. */
const encoded = (text: string): string => encodeURIComponent(text).replace(/%2C/g, ',').replace(/%3A/g, ':');

/**
 * The query of an address with these settings in it, each in the place where it stands already or else at the end; null takes one out. What
 * else the query holds stays as it is.
 */
export function queryWith(query: string, settings: ReadonlyMap<string, string | null>): string {
  const left = new Map(settings);
  const parts = query
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const name = nameOf(part);
      if (!settings.has(name)) return [part];
      const setting = left.get(name);
      left.set(name, null);
      return setting === null || setting === undefined ? [] : [`${encoded(name)}=${encoded(setting)}`];
    });
  for (const [name, setting] of left) if (setting !== null) parts.push(`${encoded(name)}=${encoded(setting)}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
