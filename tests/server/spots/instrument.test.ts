import { expect, test } from 'vitest';
import { spotsSchema } from '../../../config/spots.ts';
import { followed, instrumentSpot } from '../../../server/spots/instrument.ts';
import { nifty, zn } from '../../cells/live-topics.ts';
import { testTools } from './tools.ts';

const order = [
  { from: 'manual', oldAfterSeconds: 60 },
  { from: 'replay', price: 'last', oldAfterSeconds: 60 },
  { from: 'venue', price: 'mid', oldAfterSeconds: 60 },
];
const file = [{ from: 'file', name: 'desk sheet', path: '/nowhere', oldAfterSeconds: 60 }];

function namesOf(instrument: typeof zn, { replay = false, market = true, isFront = true, own = {} }) {
  const tools = testTools();
  tools.bus.define('replay', () => (replay ? {} : undefined));
  if (market) tools.bus.define(`book.${instrument.id}`, () => ({ snapshot: { bids: [], asks: [] } }));
  const settings = spotsSchema.parse({ askBeyondPercent: 5, usual: order, instruments: own });
  return followed(instrument, settings, { isFront, tools }).sources.map(({ source }) => source.name);
}

test('the market of the desk says replay while a recording is played, and sources for replays count only then', () => {
  expect(namesOf(zn, {})).toEqual(['manual', 'venue mid']);
  expect(namesOf(zn, { replay: true })).toEqual(['manual', 'replay last', 'replay mid']);
});

test('an instrument without a market is left the sources that need none', () => {
  expect(namesOf(nifty, { market: false })).toEqual(['manual']);
});

test('settings of a root are those of its front month, and a contract may have its own', () => {
  expect(namesOf(zn, { own: { ZN: file } })).toEqual(['desk sheet']);
  expect(namesOf(zn, { own: { ZN: file }, isFront: false })).toEqual(['manual', 'venue mid']);
  expect(namesOf(zn, { own: { ZNZ6: file, ZN: order }, isFront: false })).toEqual(['desk sheet']);
});

test('a choice of a source that is gone is none', () => {
  const tools = testTools();
  const settings = spotsSchema.parse({ askBeyondPercent: 5, usual: order, instruments: {} });
  const made = followed(nifty, settings, { isFront: true, tools });
  made.choice = 'http';
  expect(instrumentSpot(made)).toMatchObject({ instrument: 'NIFTY', why: 'no source has a price' });
  expect(instrumentSpot(made).choice).toBeUndefined();
});
