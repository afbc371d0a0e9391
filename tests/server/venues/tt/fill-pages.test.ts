import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VenueProblem } from '../../../../core/venue/books.ts';
import { allFills, type FillPage, type Timed } from '../../../../server/venues/tt/fill-pages.ts';
import { TtTimeout } from '../../../../server/venues/tt/http.ts';

const now = 1_000_000n;

/** Answers as TT does: the first rows of a window by time, both ends in it, in any order on the page; too long a window takes too long. */
function ledger(
  fills: readonly Timed[],
  {
    rows,
    longest,
    shuffle = (page) => page,
  }: {
    readonly rows: number;
    readonly longest?: bigint;
    readonly shuffle?: (page: Timed[]) => Timed[];
  },
) {
  const asked: string[] = [];
  const sorted = [...fills].sort((a, b) => Number(a.timeStamp - b.timeStamp));
  const ask = async (from: bigint, until: bigint | undefined): Promise<FillPage<Timed>> => {
    asked.push(`${from}..${until ?? ''}`);
    if (longest !== undefined && (until ?? now) - from > longest) throw new TtTimeout('TT takes too long.');
    const page = sorted.filter(({ timeStamp }) => timeStamp >= from && (until === undefined || timeStamp <= until));
    const taken = shuffle(page.slice(0, rows));
    return { rows: taken, count: taken.length };
  };
  return { ask, asked };
}

const at = (timeStamp: number, key: string): Timed => ({ timeStamp: BigInt(timeStamp), key });
const ids = (fills: readonly Timed[]): string[] => fills.map(({ key }) => key);

describe('fills over pages', () => {
  it('asks again from the last time itself, so that siblings of one nanosecond are all had', async () => {
    const fills = [at(10, 'a'), at(20, 'b'), at(20, 'c'), at(30, 'd')];
    const { ask, asked } = ledger(fills, { rows: 3 });
    expect(ids(await allFills({ ask, since: 10n, now, rows: 3 }))).toEqual(['a', 'b', 'c', 'd']);
    expect(asked).toEqual(['10..', '20..', '30..']);
  });

  it('asks once where a page is not full', async () => {
    const { ask, asked } = ledger([at(10, 'a')], { rows: 3 });
    expect(ids(await allFills({ ask, since: 0n, now, rows: 3 }))).toEqual(['a']);
    expect(asked).toEqual(['0..']);
  });

  it('halves what takes too long, and doubles it once it is answered', async () => {
    const { ask, asked } = ledger([at(100_000, 'a'), at(900_000, 'b')], { rows: 3, longest: 300_000n });
    expect(ids(await allFills({ ask, since: 0n, now, rows: 3 }))).toEqual(['a', 'b']);
    expect(asked).toEqual([
      '0..',
      '0..500000',
      '0..250000',
      '250000..750000',
      '250000..500000',
      '500000..1000000',
      '500000..750000',
      '750000..',
    ]);
  });

  it('gives up where nothing is short enough', async () => {
    const { ask, asked } = ledger([], { rows: 3, longest: -1n });
    await expect(allFills({ ask, since: 0n, now: 2n ** 62n, rows: 3 })).rejects.toThrow(VenueProblem);
    expect(asked).toHaveLength(33);
  });

  it('says that more fills share a nanosecond than TT gives at once', async () => {
    const { ask } = ledger([at(5, 'a'), at(5, 'b'), at(5, 'c')], { rows: 2 });
    await expect(allFills({ ask, since: 0n, now, rows: 2 })).rejects.toThrow(
      'TT has more fills in the nanosecond 5 than it gives at once: they cannot all be had. Download them from TT and import the file.',
    );
  });

  it('lets other failures through', async () => {
    const ask = async () => Promise.reject(new VenueProblem('TT cannot be reached.'));
    await expect(allFills({ ask, since: 0n, now })).rejects.toThrow('TT cannot be reached.');
  });

  it('finds every execution once, oldest first, whatever pages, siblings, time-outs and order there are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ gap: fc.integer({ min: 1, max: 90_000 }), siblings: fc.integer({ min: 1, max: 5 }) }), {
          maxLength: 10,
        }),
        fc.integer({ min: 6, max: 9 }),
        fc.option(fc.bigInt({ min: 1_000n, max: 1_200_000n }), { nil: undefined }),
        fc.boolean(),
        async (times, rows, longest, backwards) => {
          let time = 0;
          const fills = times.flatMap(({ gap, siblings }, index) => {
            time += gap;
            return Array.from({ length: siblings }, (_, sibling) => at(time, `${index}.${sibling}`));
          });
          const shuffle = (page: Timed[]): Timed[] => (backwards ? page.reverse() : page);
          const { ask } = ledger(fills, { rows, shuffle, ...(longest === undefined ? {} : { longest }) });
          const found = await allFills({ ask, since: 0n, now, rows });
          expect(ids(found).sort()).toEqual(ids(fills).sort());
          expect(found.map(({ timeStamp }) => timeStamp)).toEqual(fills.map(({ timeStamp }) => timeStamp));
        },
      ),
      { numRuns: 200 },
    );
  });
});
