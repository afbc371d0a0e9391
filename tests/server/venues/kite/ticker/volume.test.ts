import { expect, it } from 'vitest';
import type { Price } from '../../../../../core/model/price.ts';
import { fromMilliseconds, type Instant } from '../../../../../core/model/time.ts';
import type { Packet, PacketTrade } from '../../../../../server/venues/kite/ticker/decode.ts';
import { Market } from '../../../../../server/venues/kite/ticker/market.ts';

const at = (text: string): Instant => fromMilliseconds(Date.parse(text));

it('tells what traded between packets that count the day, the first trade of the next day too', () => {
  const told: [number, string][] = [];
  const market = new Market({
    instrumentOf: () => 'INFY',
    now: () => at('2026-11-19T04:00:00Z'),
    emit: (event) => {
      if (event.type === 'trade')
        told.push([event.trade.quantity, new Date(event.trade.tsEvent / 1_000).toISOString().slice(0, 19)]);
    },
  });
  const packet = (time: string, volume: number): Packet => ({
    token: 408_065,
    last: 1_500_000_000_000 as Price,
    tsEvent: at(time),
    trade: { volume } as PacketTrade,
  });
  market.packet(packet('2026-11-19T04:00:00Z', 1_000));
  market.packet(packet('2026-11-19T04:00:01Z', 1_025));
  market.packet(packet('2026-11-19T04:00:02Z', 1_025));
  market.packet(packet('2026-11-20T03:45:00Z', 40));
  market.packet(packet('2026-11-20T03:45:01Z', 45));
  market.forget();
  market.packet(packet('2026-11-20T05:00:00Z', 900));
  market.packet(packet('2026-11-20T05:00:01Z', 907));
  expect(told).toEqual([
    [25, '2026-11-19T04:00:01'],
    [40, '2026-11-20T03:45:00'],
    [5, '2026-11-20T03:45:01'],
    [7, '2026-11-20T05:00:01'],
  ]);
});
