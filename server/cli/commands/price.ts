import { Command } from 'commander';
import { MalformedText, OutOfRange, UnknownName } from '../../../core/errors.ts';
import type { PriceStyle } from '../../../core/model/instrument.ts';
import { type Price, price, priceToDecimal } from '../../../core/model/price.ts';
import { parseMovement } from '../../../core/model/price-movement.ts';
import {
  formatPriceAs,
  namedStyles,
  type PriceStyleName,
  parsePriceAs,
  priceStyleName,
} from '../../../core/model/price-named.ts';
import { type ReadPrice, readPrice } from '../../../core/model/price-read.ts';
import { type Quotation, quotationOf } from '../../../core/symbols/quotation.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import type { FolderOptions } from '../folders.ts';
import { exactNumber, printJson, printLine } from '../output.ts';
import { openRegistry } from '../registry.ts';

interface Options extends Pick<FolderOptions, 'config'> {
  readonly instrument?: string;
  readonly from?: PriceStyleName;
  readonly to?: PriceStyleName;
  readonly add?: string;
  readonly json?: boolean;
}

function styleName(name: string): PriceStyleName {
  try {
    return priceStyleName(name);
  } catch (error) {
    throw error instanceof UnknownName ? new WrongUse(error.message) : error;
  }
}

async function quotationNamed(name: string, options: Options): Promise<Quotation> {
  const registry = await openRegistry(options);
  return registry.find(name) ?? quotationOf(name, registry.symbols) ?? registry.resolve(name);
}

const decimals: PriceStyle = { kind: 'decimal', decimals: 9 };
const sixtyFourths: PriceStyle = { kind: 'sixtyFourths', digits: 2 };

/** What else than 32nds a style that was named says of the instrument. */
const implied: Partial<Record<PriceStyleName, PriceStyle>> = {
  decimal: decimals,
  decimal6: decimals,
  colon: decimals,
  sixtyfourths: sixtyFourths,
  count64: sixtyFourths,
  eighths: { kind: 'eighths' },
};

/** Without an instrument a tick, a dash, a blank or a plus behind a digit means 32nds, and anything else is decimals. */
function guessed(text: string, as: PriceStyleName | undefined): PriceStyle {
  const style = as === undefined && !/\d(?:['\- +]|:\d+\+)/.test(text) ? decimals : as && implied[as];
  return style ?? { kind: 'thirtySeconds', digits: 3 };
}

function readText(
  text: string,
  style: PriceStyle,
  as: PriceStyleName | undefined,
): Omit<ReadPrice, 'format'> & { format: PriceStyleName } {
  return as === undefined ? readPrice(text, style) : { price: parsePriceAs(text, style, as), format: as };
}

async function convert(text: string, options: Options) {
  const { from, to, add } = options;
  const instrument = options.instrument === undefined ? undefined : await quotationNamed(options.instrument, options);
  const style = instrument?.priceStyle ?? guessed(text, from);
  const { price: read, format } = readText(text, style, from);
  const shown = (value: Price) => ({
    decimal: exactNumber(priceToDecimal(value)),
    text: formatPriceAs(value, style, to ?? (instrument || style.kind !== 'decimal' ? undefined : 'decimal')),
  });
  const moved = add === undefined ? undefined : price(read + parseMovement(add, instrument?.tick));
  return {
    input: text,
    format,
    ...shown(read),
    ...(moved === undefined ? {} : { moved: { by: add, ...shown(moved) } }),
  };
}

/** A price may begin with its sign, which the parser of options takes for an option it does not know. */
function onlyText(command: Command): string {
  const [text = '', second] = command.args;
  const unknown = command.args.find((argument) => /^-[^\d.]/.test(argument));
  if (unknown !== undefined) command.error(`error: unknown option '${unknown}'`);
  if (second !== undefined) command.error('error: too many arguments. Quote a price that has a blank in it.');
  return text;
}

const hintFor = (error: MalformedText, text: string): string =>
  error.text === text.trim()
    ? "Write a price as 110'085, 110-08+ or 110.265625; --from names a style that the form does not tell."
    : 'A movement is 4bp, -2ticks, 1/64 or 0.25.';

const stylesHelp = (): string =>
  ['', 'Styles:', ...Object.entries(namedStyles).map(([name, { about }]) => `  ${name.padEnd(14)}${about}`)].join('\n');

export const priceCommand = (): Command =>
  new Command('price')
    .description(
      'Read a price in any form and print it as its exchange does, or in a named style. Exact, and without a console.',
    )
    .argument('<text>', "the price: 110'085, 110-08+, 110.265625")
    .option(
      '--instrument <name>',
      'what it is a price of: a root, a contract, an option (OZN, VY3N5 C11175); without one the form decides',
    )
    .option('--from <style>', 'the style it is written in, where the form alone does not tell', styleName)
    .option('--to <style>', "print it in this style and not in the exchange's", styleName)
    .option('--add <movement>', 'move it: 4bp (2/32 each), -2ticks, 1/64 of a point')
    .option('--config <dir>', 'the folder of instruments.json (also DESKBOOK_CONFIG; else config of the checkout)')
    .option('--json', 'print {input, format, decimal, text}, and with --add moved')
    .addHelpText('after', stylesHelp)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async (_text: string, options: Options, command: Command) => {
      const text = onlyText(command);
      const converted = await convert(text, options).catch((error: unknown) => {
        if (error instanceof MalformedText) {
          throw new CommandFailure(`${error.message}. ${hintFor(error, text)}`);
        }
        if (error instanceof OutOfRange) throw new CommandFailure(`${error.message}.`);
        throw error instanceof UnknownName ? new CommandFailure(error.message) : error;
      });
      if (options.json) printJson(converted);
      else printLine((converted.moved ?? converted).text);
    });
