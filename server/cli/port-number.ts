import { WrongUse } from './client.ts';

/** A port as an option or a variable gives it; undefined where neither does. */
export function portNumber(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new WrongUse(`A port is a whole number from 0 to 65535; got ${JSON.stringify(text)}.`);
  return port;
}
