import path from 'node:path';
import type { Command } from 'commander';
import { projectRoot } from '../paths.ts';

/** Where a console lives: what a run writes and what a person sets. */
export interface FolderOptions {
  readonly data?: string;
  readonly config?: string;
}

export const withDataOption = (command: Command): Command =>
  command.option('--data <dir>', 'the data folder (also DESKBOOK_DATA; else data/local of the checkout)');

export const withFolderOptions = (command: Command): Command =>
  withDataOption(command).option(
    '--config <dir>',
    'the folder of desk.json, instruments.json and local.json (also DESKBOOK_CONFIG; else config of the checkout)',
  );

const chosen = (option: string | undefined, variable: string, otherwise: string): string =>
  path.resolve(option || process.env[variable] || path.join(projectRoot, otherwise));

/** The folder that everything a run writes lies in. */
export const dataFolderPath = ({ data }: FolderOptions): string =>
  chosen(data, 'DESKBOOK_DATA', path.join('data', 'local'));

export const configFolderPath = ({ config }: FolderOptions): string => chosen(config, 'DESKBOOK_CONFIG', 'config');
