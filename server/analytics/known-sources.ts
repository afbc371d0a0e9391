import type { Analytics, SourceInfo } from './port.ts';
import { sources as declared } from './sources.ts';

const patienceMilliseconds = 30;

/**
 * The sources as a page lists them. A page does not wait for an engine that is still starting or at work: after a moment it takes the
 * last answer, and before the first one what is declared, without imports.
 */
export function knownSources(
  analytics: Pick<Analytics, 'sources'>,
  patience = patienceMilliseconds,
): () => Promise<readonly SourceInfo[]> {
  let known: readonly SourceInfo[] = declared.map(({ name, about, columns }) => ({
    name,
    about,
    columns,
    imported: false,
  }));
  return async () => {
    const asked = analytics.sources().then((answer) => {
      known = answer;
    });
    asked.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([asked, late]).finally(() => clearTimeout(timer));
    return known;
  };
}
