import { expect, test } from 'vitest';
import type { VenueOrderId } from '../../../../core/model/ids.ts';
import { Changes } from '../../../../server/venues/kite/changes.ts';

const id = '1' as VenueOrderId;

test('an order is changed 25 times, and the next one is refused before Kite does', async () => {
  const changes = new Changes({ statuses: async () => [] });
  let sent = 0;
  const send = async () => {
    sent += 1;
  };
  for (let each = 0; each < 25; each += 1) await changes.send(id, send);
  await expect(changes.send(id, send)).rejects.toThrow('Kite takes 25 changes of an order, and this one had them.');
  await changes.send('2' as VenueOrderId, send);
  expect(sent).toBe(26);
});

test('what an order had before a restart counts, as Kite tells it', async () => {
  const before = Array.from({ length: 24 }, () => ['MODIFY VALIDATION PENDING', 'MODIFY PENDING', 'MODIFIED', 'OPEN']);
  const changes = new Changes({ statuses: async () => before.flat() });
  changes.restore(id);
  await changes.send(id, async () => {});
  await expect(changes.send(id, async () => {})).rejects.toThrow('Cancel it and place another.');
});
