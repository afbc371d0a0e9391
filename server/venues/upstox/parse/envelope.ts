import { z } from 'zod';

/** An answer as JSON; undefined for what is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Around what Upstox answers where it does what it is asked. */
export const success = z.object({ status: z.literal('success'), data: z.unknown() });

const error = z.object({
  errorCode: z.string().nullish(),
  error_code: z.string().nullish(),
  message: z.string().nullish(),
  propertyPath: z.string().nullish(),
  property_path: z.string().nullish(),
});

/** Where it does not: its codes, under the older spelling, the newer one or both. */
export const failure = z.object({ errors: z.array(error).min(1) }).transform(({ errors }) =>
  errors.map((each) => ({
    code: each.error_code ?? each.errorCode ?? '',
    message: (each.message ?? '').trim(),
    property: each.property_path ?? each.propertyPath ?? '',
  })),
);
export type Failures = z.output<typeof failure>;
