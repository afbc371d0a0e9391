import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { machineClock } from '../../core/clock.ts';
import { instant } from '../../core/model/time.ts';
import { Dump } from '../../server/venues/kite/dump.ts';
import { columns } from '../../server/venues/kite/parse/listed.ts';
import { decodeFrame } from '../../server/venues/kite/ticker/decode.ts';
import { Market } from '../../server/venues/kite/ticker/market.ts';
import { frameOf, fullPacket } from '../server/venues/kite/ticker/frames.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const FRAMES = 1_000;
const PACKETS = 100;
const LINES = 100_000;
const ROUNDS = 7;

/** A busy ticker: a hundred instruments a frame, five levels of each, some of them changed. */
function frames(): Buffer[] {
  return Array.from({ length: FRAMES }, (_, turn) =>
    frameOf(
      ...Array.from({ length: PACKETS }, (__, at) => {
        const last = 10_000 + at * 100 + (turn % 7) * 5;
        const levels = (sign: 1 | -1) =>
          Array.from({ length: 5 }, (___, level) => [75 * (level + 1), last + sign * 5 * (level + 1), level] as const);
        const seconds = 1_795_250_000 + Math.floor(turn / 2);
        const token = (at + 1) * 256 + 2;
        return fullPacket({ token, last, volume: turn * 75, seconds, bids: levels(-1), asks: levels(1) });
      }),
    ),
  );
}

/** Every field of every packet by the platform's own reader, and nothing made of it. */
function raw(frame: Buffer): number {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  let [sum, at] = [0, 4];
  for (let packet = 0; packet < view.getUint16(0); packet += 1) {
    for (let field = 0; field < 16; field += 1) sum += view.getInt32(at + field * 4);
    for (let level = 0; level < 10; level += 1)
      sum +=
        view.getInt32(at + 64 + level * 12) +
        view.getInt32(at + 68 + level * 12) +
        view.getUint16(at + 72 + level * 12);
    at += 186;
  }
  return sum;
}

export async function kiteTickerBench(): Promise<readonly BenchRow[]> {
  const all = frames();
  const market = new Market({ instrumentOf: String, emit: () => undefined, now: () => instant(0) });
  let kept = 0;
  const keep = ({ last }: { readonly last: number }) => {
    kept += last;
  };
  const [peer = 1, decoded = 1, told = 1] = await inTurns(ROUNDS, [
    () => {
      for (const frame of all) kept += raw(frame);
    },
    () => {
      for (const frame of all) decodeFrame(frame, keep);
    },
    () => {
      for (const frame of all) decodeFrame(frame, market.packet);
    },
  ]);
  if (kept === 0) throw new Error('Nothing was read.');
  const aSecond = (milliseconds: number): number => (FRAMES * PACKETS * 1_000) / milliseconds;
  const row = (name: string, took: number): BenchRow => ({
    name,
    value: aSecond(took) / 1e3,
    unit: 'k packets/s',
    peer: 'DataView alone',
    peerValue: aSecond(peer) / 1e3,
    ratio: peer / took,
    aim: '> 100 k',
  });
  return [
    row('Kite packets with depth, decoded', decoded),
    row('Kite packets with depth, as events', told),
    await dumpRow(),
  ];
}

const line = (at: number): string =>
  `${at * 256 + 2},${at},NIFTY26N24${20_000 + at}CE,"NIFTY",0.0,2026-11-24,${20_000 + at}.0,0.05,65,CE,NFO-OPT,NFO`;

/** The list of an exchange, read from disk line by line, beside the reader of CSV that has all of it at once. */
async function dumpRow(): Promise<BenchRow> {
  const text = [columns.join(','), ...Array.from({ length: LINES }, (_, at) => line(at + 1))].join('\n');
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-bench-'));
  const log = { error() {}, warn() {}, info() {} };
  const kite = { dump: async () => text };
  const dump = new Dump({ kite, folder, name: 'kite', clock: machineClock, malformed: () => undefined, log });
  let lines = 0;
  try {
    const [peer = 1, took = 1] = await inTurns(3, [
      () => {
        lines += parse(text).length;
      },
      () =>
        dump.each('NFO', () => {
          lines += 1;
        }),
    ]);
    if (lines === 0) throw new Error('Nothing was read.');
    return {
      name: `Kite's list, ${LINES / 1_000} k lines`,
      value: took,
      unit: 'ms',
      peer: 'csv-parse alone, in memory',
      peerValue: peer,
      ratio: peer / took,
      aim: '< 2 s',
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
