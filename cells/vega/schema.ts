import { z } from 'zod';

const marks =
  'arc area bar boxplot circle errorband errorbar geoshape image line point rect rule square text tick trail'.split(
    ' ',
  );
const views = ['mark', 'layer', 'hconcat', 'vconcat', 'concat', 'spec'];

const isNode = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Vega-Lite answers an unknown mark with a crash inside of itself, so the marks are looked at first. */
function unknownMark(node: unknown): string | undefined {
  if (Array.isArray(node)) return node.map(unknownMark).find((found) => found !== undefined);
  if (!isNode(node)) return undefined;
  const mark = isNode(node.mark) ? node.mark.type : node.mark;
  if (mark !== undefined && !marks.includes(String(mark))) return String(mark);
  return views
    .slice(1)
    .map((key) => unknownMark(node[key]))
    .find((found) => found !== undefined);
}

/** A Vega-Lite specification. Its names and marks are checked here, the rest by Vega-Lite itself. */
export const props = z.looseObject({}).superRefine((spec, context) => {
  if (!views.some((key) => key in spec)) {
    context.addIssue({ code: 'custom', message: `a chart needs one of ${views.join(', ')}` });
  }
  const mark = unknownMark(spec);
  if (mark !== undefined) {
    context.addIssue({
      code: 'custom',
      path: ['mark'],
      message: `there is no mark "${mark}"; the marks are ${marks.join(', ')}`,
    });
  }
});
export type VegaProps = z.infer<typeof props>;

export const value = z.object({
  datasets: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  /** Rows of all the relations before any limit. */
  rowCount: z.number(),
  shown: z.number(),
});
export type VegaValue = z.infer<typeof value>;
