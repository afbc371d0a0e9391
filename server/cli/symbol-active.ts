import { UnknownName } from '../../core/errors.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import { type ContractActivity, frontMonth } from '../../core/symbols/front-month.ts';
import { CommandFailure, WrongUse } from './client.ts';

interface Candidate extends ContractActivity {
  readonly instrument: string;
  readonly root: string;
}

function candidateOf(registry: InstrumentRegistry, word: string): Candidate {
  const match = /^(.+)=(\d+)(?:\/(\d+))?$/.exec(word);
  if (!match) throw new WrongUse(`--active takes CONTRACT=VOLUME or CONTRACT=VOLUME/OPEN_INTEREST; got "${word}".`);
  const [, name = '', volume, openInterest] = match;
  try {
    const { id, root, deliveryMonth = '' } = registry.resolve(name);
    const [year, month] = deliveryMonth.split('-').map(Number);
    const contract = { year: year ?? 0, month: month ?? 0 };
    return {
      instrument: id,
      root,
      contract,
      active: true,
      volume: Number(volume),
      openInterest: Number(openInterest ?? 0),
    };
  } catch (error) {
    throw error instanceof UnknownName ? new CommandFailure(error.message) : error;
  }
}

/** The contract that most trade among words such as `MNQZ5=900000`, all of one product. */
export function activeOf(registry: InstrumentRegistry, words: readonly string[]) {
  const candidates = words.map((word) => candidateOf(registry, word));
  const roots = [...new Set(candidates.map(({ root }) => root))];
  if (roots.length > 1)
    throw new WrongUse(`--active compares contracts of one product; these are ${roots.join(', ')}.`);
  const { instrument, volume, openInterest } = frontMonth(candidates)!;
  return { instrument, volume, openInterest };
}
