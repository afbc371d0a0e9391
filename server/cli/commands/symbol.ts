import { Command } from 'commander';
import { UnknownName } from '../../../core/errors.ts';
import type { InstrumentRegistry } from '../../../core/model/registry.ts';
import { type SymbologyName, symbologyNamed, symbologyNames } from '../../../core/symbols/symbology.ts';
import { WrongUse } from '../client.ts';
import type { FolderOptions } from '../folders.ts';
import { printJson, printLine } from '../output.ts';
import { openRegistry } from '../registry.ts';
import { activeOf } from '../symbol-active.ts';
import { describeSymbol } from '../symbol-description.ts';

interface Options extends Pick<FolderOptions, 'config'> {
  readonly from?: SymbologyName;
  readonly to?: SymbologyName;
  readonly active?: boolean;
  readonly json?: boolean;
}

function symbologyName(name: string): SymbologyName {
  try {
    return symbologyNamed(name);
  } catch (error) {
    throw error instanceof UnknownName ? new WrongUse(error.message) : error;
  }
}

function printActive(registry: InstrumentRegistry, words: readonly string[], json: boolean | undefined): void {
  const active = activeOf(registry, words);
  if (json) printJson(active);
  else printLine(active.instrument);
}

function printSymbol(registry: InstrumentRegistry, text: string, { from, to, json }: Options): void {
  const described = describeSymbol(registry, text, from, to);
  if (json) {
    printJson(described);
    return;
  }
  if (to !== undefined) {
    printLine(described.translations[to] ?? '');
    return;
  }
  printLine(`${described.instrument}, read as ${described.symbology}`);
  for (const [name, translation] of Object.entries(described.translations)) {
    printLine(`  ${name.padEnd(14)}${translation ?? `∅ ${described.reasons[name] ?? ''}`}`);
  }
}

export const symbolCommand = (): Command =>
  new Command('symbol')
    .description('Say what contract a text names and what other systems call it. Without a console.')
    .argument('<text...>', 'a future or an option in any symbology: TYU5 Comdty, XCME.VY3.21JUL25.111:75.C, ZN Sep25')
    .option('--from <symbology>', 'read it in this symbology only', symbologyName)
    .option('--to <symbology>', 'print this translation only; fails with the reason where there is none', symbologyName)
    .option('--active', 'say which of CONTRACT=VOLUME or CONTRACT=VOLUME/OPEN_INTEREST most trade')
    .option('--config <dir>', 'the folder of instruments.json (also DESKBOOK_CONFIG; else config of the checkout)')
    .option('--json', 'print {input, symbology, instrument, translations, reasons, contract}')
    .addHelpText('after', `\nSymbologies: ${symbologyNames.join(', ')}`)
    .action(async (words: string[], options: Options) => {
      const registry = await openRegistry(options);
      if (options.active) printActive(registry, words, options.json);
      else printSymbol(registry, words.join(' '), options);
    });
