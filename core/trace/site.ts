import { parametersOf } from './parameters.ts';
import type { AboutOptions, MonitorOptions, ValueSerializer } from './port.ts';
import type { ProcessInfo } from './span-record.ts';

const SOURCE = 8_000;
/** Looked at beyond what is kept: a secret is told by what follows it too. */
const MARGIN = 400;

/** What the settings make of a monitored function. */
export interface SiteSettings {
  readonly serializer: (options: MonitorOptions) => ValueSerializer;
  readonly group: (process: string) => string;
  readonly rate: (process: string, group: string) => number | undefined;
  readonly writtenName: ((name: string) => string) | undefined;
}

/** A monitored function: what its records share, worked out at its first call and again when settings change. */
export class Site {
  readonly name: string;
  readonly options: MonitorOptions;
  readonly #work: object | undefined;
  readonly #parameters: readonly string[] | undefined;
  /** The count of the settings that it was worked out from. */
  version = -1;
  readonly inputs: 'snapshot' | 'reference' | 'none';
  readonly outputs: 'snapshot' | 'none';
  readonly usage: boolean;
  /** Nothing beside its inputs is taken at a call. */
  readonly isSimple: boolean;
  process!: ProcessInfo;
  serializer!: ValueSerializer;
  rate = 1;
  /** Names of the parameters that are masked, by place; undefined where none is. */
  masked: readonly (string | undefined)[] | undefined;

  readonly about: ((...args: readonly unknown[]) => string | undefined) | undefined;

  /** `work` is the function, whose text tells parameters; undefined for what has none. */
  constructor(name: string, options: AboutOptions<never>, work: object | undefined) {
    this.name = name === '' ? '<anonymous>' : name;
    this.options = options;
    this.about = options.about as Site['about'];
    this.#work = work;
    this.#parameters = options.parameters;
    this.inputs = options.capture?.inputs ?? 'snapshot';
    this.outputs = options.capture?.outputs ?? 'snapshot';
    this.usage = options.capture?.usage ?? false;
    this.isSimple = this.inputs !== 'reference' && !this.usage;
  }

  refresh(version: number, settings: SiteSettings): void {
    this.version = version;
    const { name, options } = this;
    const source = this.#work === undefined ? undefined : textOf(this.#work);
    const group = options.group ?? settings.group(name);
    const parameters = this.#parameters ?? parametersOf(source ?? '', settings.writtenName);
    this.serializer = settings.serializer(options);
    this.process = { name, group, parameters, source: source && this.#shown(source) };
    this.rate = settings.rate(name, group) ?? options.sample ?? 1;
    const masks = parameters.map((parameter) => (this.serializer.masks(parameter) ? parameter : undefined));
    this.masked = masks.some((parameter) => parameter !== undefined) ? masks : undefined;
  }

  #shown(source: string): string {
    try {
      return this.serializer.text(source.slice(0, SOURCE + MARGIN)).slice(0, SOURCE);
    } catch {
      return '';
    }
  }
}

function textOf(work: object): string {
  try {
    return Function.prototype.toString.call(work);
  } catch {
    return '';
  }
}
