import { describe, expect, it } from 'vitest';
import { FillIds } from '../../../../server/venues/tt/fill-ids.ts';
import { readExactJson } from '../../../../server/venues/tt/parse/exact-json.ts';
import { fillRecord } from '../../../../server/venues/tt/parse/fill.ts';

const row = (ids: object) =>
  fillRecord(() => 'buy').parse(
    readExactJson(
      JSON.stringify({
        timeStamp: 1,
        accountId: 1,
        instrumentId: '1',
        side: 1,
        lastQty: 1,
        lastPx: 1,
        orderId: 'o',
        ...ids,
      }),
    ),
  );
const whole = row({ uniqueExecId: 'u1', execID: 'e1', recordId: 'r1' });
const broken = row({ execID: 'e1', recordId: 'r1' });

describe('the id of an execution', () => {
  it("is TT's own, also for a record that lost it", () => {
    const ids = new FillIds();
    expect(ids.doubts([whole])).toBe(false);
    expect(ids.doubts([broken])).toBe(false);
    expect(ids.of(broken)).toBe('u1');
  });

  it('is worth asking for again where a record comes without it', () => {
    const ids = new FillIds();
    expect(ids.doubts([broken])).toBe(true);
    expect(ids.doubts([whole])).toBe(false);
    expect(ids.of(broken)).toBe('u1');
  });

  it('is another one where TT has none of its own, and stays that', () => {
    const ids = new FillIds();
    expect(ids.doubts([broken])).toBe(true);
    ids.accept([broken]);
    expect(ids.doubts([broken])).toBe(false);
    expect(ids.of(broken)).toBe('e1');
    const late = row({ uniqueExecId: 'u1', execID: 'e1' });
    expect(ids.doubts([late, broken])).toBe(false);
  });

  it('needs no asking where all of several records come without', () => {
    const ids = new FillIds();
    expect(ids.doubts([row({ execId: 'a' }), row({ execId: 'b' })])).toBe(false);
    expect(ids.of(row({ execId: 'a' }))).toBe('a');
  });

  it('is not that of the order that repeats it', () => {
    const ids = new FillIds();
    ids.doubts([whole]);
    expect(ids.of(row({ orderId: 'parent', execID: 'e1' }))).toBe('e1');
  });
});
