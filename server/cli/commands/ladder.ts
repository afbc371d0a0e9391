import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { formatAge } from '../../../core/format.ts';
import { type Base, baseOfFills, NO_BASE } from '../../../core/ladder/base.ts';
import { defaultSpan, projectLadder } from '../../../core/ladder/project.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { moneyFromDecimal } from '../../../core/model/money.ts';
import { type Price, priceFromDecimal } from '../../../core/model/price.ts';
import { parsePrice } from '../../../core/model/price-parse.ts';
import { withSide } from '../../../core/model/quantity.ts';
import type { InstrumentRegistry } from '../../../core/model/registry.ts';
import { SECOND } from '../../../core/model/time.ts';
import { fileBytes } from '../../import/file-bytes.ts';
import { readFillsFile } from '../../import/read-fills.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { readLadderOrders } from '../ladder-orders.ts';
import { ladderObjects, ladderTable } from '../ladder-rows.ts';
import { openClient } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';
import { openRegistry } from '../registry.ts';

interface Options extends FolderOptions {
  readonly spot: string;
  readonly base?: string;
  readonly sod?: string;
  readonly basePnl?: string;
  readonly instrument: string;
  readonly window: number;
  readonly json?: boolean;
}

/** What a reader of text throws becomes a sentence that says which text. */
function reading<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`${what}: ${reason.replace(/\s+/g, ' ').replace(/(?<![.?])$/, '.')}`);
  }
}

async function readDocument(file: string): Promise<unknown> {
  const named = file === '-' ? 'standard input' : file;
  const content = await (file === '-' ? buffer(process.stdin) : fileBytes(file));
  // a decoder leaves out the mark that some editors put before the first character
  const text = new TextDecoder().decode(content);
  return reading(`${named} is no JSON`, (): unknown => JSON.parse(text));
}

function windowOf(text: string): number {
  const rows = Number(text);
  if (Number.isInteger(rows) && rows >= 1 && rows <= 100_000) return rows;
  throw new WrongUse(`--window is a number of rows on a side from 1 to 100000; got ${JSON.stringify(text)}.`);
}

function heldBase(base: string, spot: Price, { priceStyle, multiplier }: Instrument): Base {
  const [, contracts, text] = /^([+-]?\d+)(?:@(.+))?$/.exec(base.trim()) ?? [];
  if (contracts === undefined) {
    throw new WrongUse(`--base takes QTY@PRICE such as 5@110'08 or -3@110.25; got ${JSON.stringify(base)}.`);
  }
  const quantity = Number(contracts);
  return reading('--base', () => {
    const price = text === undefined ? spot : parsePrice(text, priceStyle);
    return baseOfFills([{ quantity, price }], spot, multiplier);
  });
}

/** The positions of the product that a file of fills or of a start of day has, of one contract. */
async function baseOfFile(
  file: string,
  spot: Price,
  instrument: Instrument,
  registry: InstrumentRegistry,
): Promise<Base> {
  const { fills } = await readFillsFile(file, registry);
  const ours = fills.filter((fill) => registry.find(fill.instrument)?.root === instrument.root);
  const contracts = [...new Set(ours.map((fill) => fill.instrument))];
  if (contracts.length > 1) {
    throw new CommandFailure(
      `${file} has ${contracts.join(' and ')}, and a ladder shows one. Keep those of one in the file.`,
    );
  }
  const signed = ours.map(({ side, quantity, price }) => ({ quantity: withSide(quantity, side), price }));
  return baseOfFills(signed, spot, instrument.multiplier);
}

async function baseOf(
  { base, sod, basePnl }: Options,
  spot: Price,
  instrument: Instrument,
  registry: InstrumentRegistry,
) {
  if (base !== undefined && sod !== undefined) throw new WrongUse('--base and --sod both say what is held: give one.');
  const pnl = basePnl === undefined ? undefined : reading('--base-pnl', () => moneyFromDecimal(basePnl.trim()));
  const held =
    sod !== undefined
      ? await baseOfFile(sod, spot, instrument, registry)
      : base !== undefined
        ? heldBase(base, spot, instrument)
        : NO_BASE;
  return pnl === undefined ? held : { ...held, pnl };
}

interface Spot {
  readonly price: Price;
  /** What is to be known of one that a spot source gave. */
  readonly said: string | false;
}

/** The price of the option, or for `source` the one that the console has. */
async function spotOf(options: Options, { id, priceStyle }: Instrument): Promise<Spot> {
  if (options.spot.trim().toLowerCase() !== 'source') {
    return { price: reading('--spot', () => parsePrice(options.spot, priceStyle)), said: false };
  }
  const client = await openClient(options);
  try {
    const { price, shown, source, state, ageSeconds } = await client.spot(id);
    if (price === null)
      throw new CommandFailure(`No spot source of ${id} has a price: state one with deskbook spot ${id}.`);
    const age = `${formatAge((ageSeconds ?? 0) * SECOND)}${state === 'old' ? ', old' : ''}`;
    return { price: priceFromDecimal(price), said: `The spot is ${shown} from ${source} (${age}).` };
  } finally {
    await client.close();
  }
}

/** What the rows cannot say is said beside them, once. */
function say(sentences: readonly (string | false)[]): void {
  for (const sentence of sentences) if (sentence) process.stderr.write(`deskbook: ${sentence}\n`);
}

async function project(file: string, options: Options): Promise<void> {
  const registry = await openRegistry(options);
  const instrument = reading('--instrument', () => registry.resolve(options.instrument));
  const { price: spot, said } = await spotOf(options, instrument);
  const base = await baseOf(options, spot, instrument, registry);
  const isOther = (name: string) => registry.find(name)?.root !== instrument.root;
  const { orders, left } = readLadderOrders(await readDocument(file), instrument, isOther);
  const request = { orders, spot, base, instrument, span: options.window };
  const ladder = reading('The ladder', () => projectLadder(request));
  if (options.json) printJson(ladderObjects(ladder.rows, instrument));
  else printLine(ladderTable(ladder.rows, instrument));
  const { above, below } = ladder.outside;
  const [first] = left;
  say([
    said,
    first !== undefined &&
      `${left.length} of ${left.length + orders.length} entries left out, being no working order of ${instrument.root} (entry ${first.entry}: ${first.reason}).`,
    above + below > 0 &&
      `${above} orders above and ${below} below are more than ${options.window} rows from the spot; --window shows more.`,
    ladder.offGrid > 0 &&
      `${ladder.offGrid} orders are off the price grid: they trade at their own price and stand in the next row.`,
    ladder.idle.length > 0 && `${ladder.idle.length} stop-limits have a limit that only a turn of the market reaches.`,
  ]);
}

export const ladderCommand = (): Command =>
  withFolderOptions(new Command('ladder'))
    .description('Project working orders over prices: position, P&L, risk and break-even once the market is there.')
    .argument(
      '<orders>',
      'a JSON file (- is standard input): an answer of TT, or an array of {side, quantity, price, type}',
    )
    .requiredOption(
      '--spot <price>',
      "where the market is: 110'085, 110-08.5 or 110.265625; source takes the instrument's spot",
    )
    .option('--base <qty@price>', "what is held, and its price: 1@111'280; without a price, bought at the spot")
    .option('--sod <file>', 'a start-of-day CSV, or fills, that what is held comes from')
    .option('--base-pnl <amount>', 'the P&L at the spot, in place of the one that the base gives')
    .option('--instrument <name>', 'a root or a contract', 'ZN')
    .option('--window <rows>', 'rows at most on each side of the spot', windowOf, defaultSpan)
    .option('--json', 'print an array of {price, text, buy, sell, pnl, position, risk, breakEvenPrice, breakEvenTicks}')
    .action(project);
