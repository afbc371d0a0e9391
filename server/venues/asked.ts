import { VenueProblem } from '../../core/venue/books.ts';
import { CallFailed } from '../calls/port.ts';

/** What a call was refused for, as a problem of the venue. */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CallFailed) throw new VenueProblem(error.message, { cause: error });
    throw error;
  }
}
