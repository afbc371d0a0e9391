import type { INamespace } from 'protobufjs/light.js';

const field = (id: number, type: string) => ({ id, type });
const many = (id: number, type: string) => ({ id, type, rule: 'repeated' });
const mapped = (id: number, type: string) => ({ id, type, keyType: 'string' });

/**
 * The messages of Upstox' market data feed, version 3, with the numbers of their fields, as `MarketDataFeedV3.proto` of its clients has them (package
 * `com.upstox.marketdatafeederv3udapi.rpc.proto`). `ltt`, `ts` and `currentTs` are milliseconds since 1970.
 */
export const messages: INamespace = {
  nested: {
    Type: { values: { initial_feed: 0, live_feed: 1, market_info: 2 } },
    RequestMode: { values: { ltpc: 0, full_d5: 1, option_greeks: 2, full_d30: 3 } },
    MarketStatus: {
      values: {
        PRE_OPEN_START: 0,
        PRE_OPEN_END: 1,
        NORMAL_OPEN: 2,
        NORMAL_CLOSE: 3,
        CLOSING_START: 4,
        CLOSING_END: 5,
      },
    },
    FeedResponse: {
      fields: {
        type: field(1, 'Type'),
        feeds: mapped(2, 'Feed'),
        currentTs: field(3, 'int64'),
        marketInfo: field(4, 'MarketInfo'),
      },
    },
    MarketInfo: { fields: { segmentStatus: mapped(1, 'MarketStatus') } },
    Feed: {
      oneofs: { FeedUnion: { oneof: ['ltpc', 'fullFeed', 'firstLevelWithGreeks'] } },
      fields: {
        ltpc: field(1, 'LTPC'),
        fullFeed: field(2, 'FullFeed'),
        firstLevelWithGreeks: field(3, 'FirstLevelWithGreeks'),
        requestMode: field(4, 'RequestMode'),
      },
    },
    FullFeed: {
      oneofs: { FullFeedUnion: { oneof: ['marketFF', 'indexFF'] } },
      fields: { marketFF: field(1, 'MarketFullFeed'), indexFF: field(2, 'IndexFullFeed') },
    },
    MarketFullFeed: {
      fields: {
        ltpc: field(1, 'LTPC'),
        marketLevel: field(2, 'MarketLevel'),
        optionGreeks: field(3, 'OptionGreeks'),
        marketOHLC: field(4, 'MarketOHLC'),
        atp: field(5, 'double'),
        vtt: field(6, 'int64'),
        oi: field(7, 'double'),
        iv: field(8, 'double'),
        tbq: field(9, 'double'),
        tsq: field(10, 'double'),
      },
    },
    IndexFullFeed: { fields: { ltpc: field(1, 'LTPC'), marketOHLC: field(2, 'MarketOHLC') } },
    FirstLevelWithGreeks: {
      fields: {
        ltpc: field(1, 'LTPC'),
        firstDepth: field(2, 'Quote'),
        optionGreeks: field(3, 'OptionGreeks'),
        vtt: field(4, 'int64'),
        oi: field(5, 'double'),
        iv: field(6, 'double'),
      },
    },
    LTPC: {
      fields: { ltp: field(1, 'double'), ltt: field(2, 'int64'), ltq: field(3, 'int64'), cp: field(4, 'double') },
    },
    MarketLevel: { fields: { bidAskQuote: many(1, 'Quote') } },
    Quote: {
      fields: { bidQ: field(1, 'int64'), bidP: field(2, 'double'), askQ: field(3, 'int64'), askP: field(4, 'double') },
    },
    OptionGreeks: {
      fields: {
        delta: field(1, 'double'),
        theta: field(2, 'double'),
        gamma: field(3, 'double'),
        vega: field(4, 'double'),
        rho: field(5, 'double'),
      },
    },
    MarketOHLC: { fields: { ohlc: many(1, 'OHLC') } },
    OHLC: {
      fields: {
        interval: field(1, 'string'),
        open: field(2, 'double'),
        high: field(3, 'double'),
        low: field(4, 'double'),
        close: field(5, 'double'),
        vol: field(6, 'int64'),
        ts: field(7, 'int64'),
      },
    },
  },
};
