import { parentPort } from 'node:worker_threads';
import { type Loader, parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';

const refuse = (): Promise<never> => Promise.reject(new Error('a chart may not load anything by address'));
const closedLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as Loader;

export interface ChartRequest {
  readonly id: number;
  readonly spec: unknown;
}

export type ChartReply = { readonly id: number } & ({ readonly svg: string } | { readonly problem: string });

async function draw(spec: unknown): Promise<string> {
  const compiled = compile(spec as TopLevelSpec).spec;
  const view = new View(parse(compiled, undefined, { ast: true }), {
    renderer: 'none',
    loader: closedLoader,
    expr: expressionInterpreter,
  });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

parentPort?.on('message', async ({ id, spec }: ChartRequest) => {
  const reply: ChartReply = await draw(spec).then(
    (svg) => ({ id, svg }),
    (error: unknown) => ({ id, problem: error instanceof Error ? error.message : String(error) }),
  );
  parentPort?.postMessage(reply);
});
