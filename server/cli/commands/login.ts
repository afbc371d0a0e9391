import { Command } from 'commander';
import { formatDateTime } from '../../../core/format.ts';
import { fromMilliseconds } from '../../../core/model/time.ts';
import type { LoginReport } from '../../login/report.ts';
import type { VenueChoice } from '../../venues/chosen.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { configFolderPath, dataFolderPath, type FolderOptions, withFolderOptions } from '../folders.ts';
import { reachConsole } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';
import { overAddress } from '../requests.ts';
import { printAside, processSeat, type Seat } from '../seat.ts';

interface Options extends FolderOptions {
  readonly environment?: string;
  readonly code?: string;
  readonly json?: boolean;
}

/** How the login is reached: at the console at work, or by itself. */
interface LoginAt {
  report(): Promise<LoginReport>;
  redeem(code: string): Promise<LoginReport>;
  close(): Promise<void>;
}

const ZONE = 'Asia/Kolkata';

const doneText = ({ venue, environment, until }: LoginReport): string => {
  const holds = until === null ? '' : ` It holds until ${formatDateTime(fromMilliseconds(until), ZONE)} of India.`;
  return `Logged in at ${venue} in ${environment}.${holds}`;
};

/** The console at work, where it is at this venue; undefined where none is. */
const atConsole = (folders: FolderOptions, venue: string): Promise<LoginAt | undefined> =>
  reachConsole<LoginAt | undefined>(folders, {
    async running(address) {
      const requests = overAddress(address);
      const { login } = await requests.ask<{ login: LoginReport | null }>('GET', '/api/login');
      if (login?.venue !== venue) return undefined;
      return {
        report: async () => login,
        redeem: async (code) => (await requests.ask<{ login: LoginReport }>('POST', '/api/login', { code })).login,
        close: () => requests.close(),
      };
    },
    here: async () => undefined,
  });

async function byItself(folders: FolderOptions, choice: VenueChoice): Promise<LoginAt> {
  const { loginHere } = await import('../../login/login-here.ts');
  const here = await loginHere(dataFolderPath(folders), configFolderPath(folders), choice);
  return { ...here, report: async () => here.report() };
}

async function login(seat: Seat, name: string, { environment, code, json, ...folders }: Options): Promise<void> {
  const at = (await atConsole(folders, name)) ?? (await byItself(folders, { name, environment }));
  try {
    const done = await at.redeem(code ?? (await asked(seat, await at.report())));
    if (json) printJson(done);
    else printLine(doneText(done));
  } finally {
    await at.close();
  }
}

async function asked(seat: Seat, { url, venue }: LoginReport): Promise<string> {
  printAside(`Log in at ${url}`);
  const advice = `deskbook login ${venue} --code CODE`;
  if (!seat.isTerminal)
    throw new WrongUse(`There is no terminal to ask on. Log in at that address, and then: ${advice}`);
  const given = (await seat.ask('The code of the address that it sends to, or that whole address: '))?.trim() ?? '';
  if (given === '') throw new CommandFailure('No code was given; nothing has changed.');
  return given;
}

export const loginCommand = (seat: Seat = processSeat): Command =>
  withFolderOptions(new Command('login'))
    .description('Log in at a venue where nobody but a person can: Kite and Upstox end each login in the morning.')
    .argument('<venue>', 'a venue of config/venues.json: kite, upstox')
    .option('--environment <name>', 'which of its environments; that of the settings where it is left out')
    .option('--code <code>', 'the code, or the address with it, that the login page sent to; you are asked otherwise')
    .option('--json', 'print {venue, environment, due, url, until, sentence}')
    .action((venue: string, options: Options) => login(seat, venue, options));
