import { Argument, Command, Option } from 'commander';
import { loadConfig } from '../../../config/load.ts';
import { UnknownName } from '../../../core/errors.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { InstrumentRegistry } from '../../../core/model/registry.ts';
import type { Simulator, SimulatorOptions } from '../../simulators/port.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { configFolderPath, type FolderOptions } from '../folders.ts';
import { printJson, printLine } from '../output.ts';
import { portNumber } from '../port-number.ts';
import { openRegistry } from '../registry.ts';
import { toldToEnd } from '../told-to-end.ts';

interface Options extends Pick<FolderOptions, 'config'> {
  readonly port?: string;
  readonly faults?: string;
  readonly seed: string;
  readonly instruments?: string;
  readonly tokenLife?: string;
  readonly postback?: string;
  readonly redirect?: string;
  readonly hours?: 'always' | 'exchange';
  readonly json?: boolean;
}

interface SimulatorKind {
  readonly port: number;
  /** Roots that have a market where neither an option nor venues.json names others. */
  readonly instruments: readonly string[];
  open(options: SimulatorOptions & Addresses): Promise<Simulator>;
}

/** Where an application is told of orders, and where its login sends a person back to. */
interface Addresses {
  readonly postback?: string;
  readonly redirect?: string;
}

const kinds: Readonly<Record<string, SimulatorKind>> = {
  projectx: {
    port: 4881,
    instruments: ['ES', 'NQ', 'MES', 'MNQ'],
    open: async (options) => (await import('../../simulators/projectx/simulator.ts')).createProjectxSimulator(options),
  },
  tt: {
    port: 4882,
    instruments: ['ZN', 'ZB', 'ZF', 'ZT'],
    open: async (options) => (await import('../../simulators/tt/simulator.ts')).createTtSimulator(options),
  },
  kite: {
    port: 4883,
    instruments: ['NIFTY', 'BANKNIFTY', 'RELIANCE', 'INFY', 'HDFCBANK', 'TCS', 'SBIN'],
    open: async (options) => (await import('../../simulators/kite/simulator.ts')).createKiteSimulator(options),
  },
  upstox: {
    port: 4884,
    instruments: ['NIFTY', 'BANKNIFTY', 'SENSEX', 'RELIANCE', 'INFY', 'HDFCBANK', 'TCS', 'SBIN'],
    open: async (options) => (await import('../../simulators/upstox/simulator.ts')).createUpstoxSimulator(options),
  },
};

async function sim(name: string, options: Options): Promise<void> {
  const kind = kinds[name];
  if (kind === undefined) throw new WrongUse(`There is no simulator "${name}"; there are ${Object.keys(kinds)}.`);
  const port = portNumber(options.port) ?? kind.port;
  const life = tokenLife(options.tokenLife);
  const told = toldToEnd();
  const registry = await openRegistry(options);
  const { loadFaultPlan } = await import('../../simulators/faults/plan.ts');
  const faults = options.faults === undefined ? undefined : await loadFaultPlan(options.faults);
  const venue = await venueOf(name, options);
  const roots = options.instruments?.split(',').map((each) => each.trim()) ?? venue?.instruments ?? kind.instruments;
  const simulator = await kind.open({
    port,
    registry,
    instruments: instrumentsOf(registry, roots),
    seed: options.seed,
    log: (line) => process.stderr.write(`${line}\n`),
    ...(faults === undefined ? {} : { faults }),
    ...(life === undefined ? {} : { tokenLife: life }),
    ...addresses(options),
    ...(options.hours === undefined ? {} : { hours: options.hours }),
  });
  try {
    const { address } = simulator;
    const connect = `deskbook start --venue ${venue?.name ?? name}`;
    if (options.json) {
      const instruments = simulator.exchange.instruments.map(({ id }) => id);
      printJson({ venue: name, address, connect, instruments, seed: options.seed });
    } else {
      const elsewhere = port === kind.port ? '' : ', with its simulator in config/venues.json at this address';
      printLine(
        `The simulator of ${name} is at ${address}\nConnect a console: ${connect}${elsewhere}\nCtrl-C ends it.`,
      );
    }
    await told;
  } finally {
    await simulator.close();
  }
}

/** The venue of the settings that the simulator stands in for. */
async function venueOf(kind: string, options: Options) {
  const { venues } = await loadConfig(configFolderPath(options));
  const found = Object.entries(venues).find(([, venue]) => venue.kind === kind);
  return found && { name: found[0], instruments: found[1].instruments };
}

function instrumentsOf(registry: InstrumentRegistry, names: readonly string[]): Instrument[] {
  try {
    return [...new Map(names.map((name) => registry.resolve(name)).map((each) => [each.id, each])).values()];
  } catch (error) {
    throw error instanceof UnknownName ? new CommandFailure(error.message) : error;
  }
}

function addresses({ postback, redirect }: Options): Addresses {
  for (const [name, address] of Object.entries({ postback, redirect })) {
    if (address !== undefined && !/^https?:$/.test(URL.canParse(address) ? new URL(address).protocol : ''))
      throw new WrongUse(`--${name} is an address as http://127.0.0.1:4400/hook; got ${JSON.stringify(address)}.`);
  }
  return { ...(postback === undefined ? {} : { postback }), ...(redirect === undefined ? {} : { redirect }) };
}

/** Milliseconds. */
function tokenLife(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds >= 1 && seconds <= 604_800) return seconds * 1_000;
  throw new WrongUse(`--token-life is a number of seconds from 1 to 604800; got ${JSON.stringify(text)}.`);
}

export const simCommand = (): Command =>
  new Command('sim')
    .description('Run a simulated venue on this machine: its protocol, its limits, its faults, and a market behind it.')
    .addArgument(new Argument('<venue>', 'which one').choices(Object.keys(kinds)))
    .option('--port <number>', 'port of 127.0.0.1 (4881 projectx, 4882 tt, 4883 kite, 4884 upstox; 0 for any free one)')
    .option('--faults <file>', 'what goes wrong: a plan as in docs/simulators.md')
    .option('--seed <text>', 'the same seed gives the same market', 'deskbook')
    .option('--instruments <names>', 'what has a market: ZN,ES (else as in config/venues.json)')
    .option('--token-life <seconds>', "how long a token lives (else the venue's own)")
    .option('--postback <address>', 'where kite posts what becomes of orders')
    .option('--redirect <address>', 'where the login page of kite sends a person back to')
    .addOption(
      new Option('--hours <when>', 'when the markets of kite and upstox are open (else always)').choices([
        'always',
        'exchange',
      ]),
    )
    .option('--config <dir>', 'the folder of the settings (also DESKBOOK_CONFIG; else config of the checkout)')
    .option('--json', 'print {venue, address, connect, instruments, seed}')
    .action(sim);
