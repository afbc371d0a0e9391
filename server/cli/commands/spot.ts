import { Command } from 'commander';
import { MalformedText, OutOfRange, UnknownName } from '../../../core/errors.ts';
import { formatAge } from '../../../core/format.ts';
import { SECOND } from '../../../core/model/time.ts';
import { splitNamedText } from '../../../core/spot/named-text.ts';
import { AmbiguousPrice } from '../../../core/spot/read-spot.ts';
import type { SpotChange } from '../../spots/answers.ts';
import { SpotFar, SpotRefused } from '../../spots/port.ts';
import type { OfferReport, SpotReport } from '../../spots/report.ts';
import { CommandFailure, type ConsoleClient, WrongUse } from '../client.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { openClient } from '../open-client.ts';
import { exactNumber, printJson, printLine, textTable } from '../output.ts';

interface Options extends FolderOptions {
  readonly source?: string;
  readonly clear?: boolean;
  readonly confirm?: boolean;
  readonly json?: boolean;
}

interface Asked {
  readonly instrument?: string;
  readonly change?: SpotChange;
}

const ORDER = 'order';

/** What is asked for: `ZN`, `ZN 110-16+` in one argument or several, or an option in place of the price. */
function askedOf(words: readonly string[], { source, clear, confirm = false }: Options): Asked {
  const { name, price } = splitNamedText(words.join(' '));
  const asked = [price !== '', source !== undefined, clear === true].filter(Boolean).length;
  if (asked > 1) throw new WrongUse('A price, --source and --clear each say what to do: give one of them.');
  if (name === undefined) {
    if (asked > 0) throw new WrongUse(`Name the instrument: deskbook spot ZN ${price || '--clear'}.`);
    return {};
  }
  if (price !== '') return { instrument: name, change: { price, ...(confirm ? { confirm } : {}) } };
  if (clear) return { instrument: name, change: { withdraw: true } };
  if (source === undefined) return { instrument: name };
  return { instrument: name, change: { source: source === ORDER ? null : source } };
}

const exact = <T extends Pick<OfferReport, 'price'>>(report: T) => ({
  ...report,
  price: report.price === null ? null : exactNumber(report.price),
});

const exactReport = (report: SpotReport) => ({ ...exact(report), sources: report.sources.map(exact) });

const ageText = ({ ageSeconds }: OfferReport | SpotReport): string =>
  ageSeconds === null ? '' : formatAge(ageSeconds * SECOND);

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = heads.map((name) => ({ name, type: name === 'price' || name === 'age' ? 'DECIMAL' : 'VARCHAR' }));
  return textTable({ columns, rows, rowCount: rows.length, hash: '', milliseconds: 0 });
}

const summary = (reports: readonly SpotReport[]): string =>
  table(
    ['instrument', 'price', 'source', 'age', 'state', 'why'],
    reports.map((each) => [each.instrument, each.shown ?? '', each.source ?? '', ageText(each), each.state, each.why]),
  );

/** One instrument with all of its sources; the one in use has a mark. */
function detail(report: SpotReport): string {
  const rows = report.sources.map((each) => [
    each.source === report.source ? '*' : '',
    each.source,
    each.shown ?? '',
    ageText(each),
    each.state,
    each.problem ?? '',
  ]);
  const { instrument, shown, source, why } = report;
  const line = shown === null ? `${instrument}: no spot, ${why}` : `${instrument} ${shown} from ${source} (${why})`;
  return rows.length === 0 ? line : `${line}\n${table(['', 'source', 'price', 'age', 'state', 'problem'], rows)}`;
}

async function perform(client: ConsoleClient, { instrument, change }: Asked, json: boolean): Promise<void> {
  if (instrument === undefined) {
    const reports = await client.spots();
    return json ? printJson(reports.map(exactReport)) : printLine(summary(reports));
  }
  const report = await (change ? client.changeSpot(instrument, change) : client.spot(instrument));
  if (json) printJson(exactReport(report));
  else printLine(detail(report));
}

/** What a console opened for this command throws, as the sentence that a running one answers with. */
function sentenceOf(error: unknown): unknown {
  if (error instanceof SpotFar) return new CommandFailure(`${error.message} Confirm it if it is meant.`);
  if (error instanceof SpotRefused || error instanceof UnknownName) return new CommandFailure(error.message);
  if ([AmbiguousPrice, MalformedText, OutOfRange].some((kind) => error instanceof kind)) {
    return new CommandFailure(`${(error as Error).message}.`);
  }
  return error;
}

export const spotCommand = (): Command =>
  withFolderOptions(new Command('spot'))
    .description(
      'Print or state the spot of an instrument: the price that scenarios take as now, and where it comes from.',
    )
    .argument('[instrument]', 'a root or a contract; without one, all of them')
    .argument('[price...]', "the price in any form, to state it by hand: 110'165, 110-16+, 110.515625")
    .option('--confirm', 'take a price that is far from the one in use')
    .option('--source <name>', `use this source whatever it says; "${ORDER}" leaves it to their order again`)
    .option('--clear', 'take the price by hand back')
    .option(
      '--json',
      'print {instrument, price, shown, text, format, source, state, why, stated, learned, ageSeconds, sources}',
    )
    .action(async (instrument: string | undefined, price: readonly string[], options: Options) => {
      const asked = askedOf([...(instrument === undefined ? [] : [instrument]), ...price], options);
      const client = await openClient(options);
      try {
        await perform(client, asked, options.json === true);
      } catch (error) {
        throw sentenceOf(error);
      } finally {
        await client.close();
      }
    });
