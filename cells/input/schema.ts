import { z } from 'zod';

const label = z.string().max(60).optional();
const choice = z.union([z.string(), z.number()]).transform(String);

const numberProps = z.strictObject({
  type: z.literal('number'),
  label,
  default: z.number().default(0),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().positive().optional(),
});

const textProps = z.strictObject({
  type: z.literal('text'),
  label,
  default: z.union([z.string(), z.number()]).transform(String).default(''),
});

const dateProps = z.strictObject({
  type: z.literal('date'),
  label,
  default: z
    .string()
    .regex(/^(?:today|\d{4}-\d{2}-\d{2})$/, 'expected today or a date such as 2026-11-20')
    .default('today'),
});

const choiceProps = z.strictObject({
  type: z.literal('choice'),
  label,
  /** A list, or the name of one that the console keeps. */
  choices: z.union([z.enum(['instruments', 'accounts']), z.array(choice).min(1)]),
  default: choice.optional(),
});

export const props = z
  .discriminatedUnion('type', [numberProps, textProps, dateProps, choiceProps])
  .superRefine((given, context) => {
    const complain = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (given.type === 'number' && given.min !== undefined && given.max !== undefined && given.min > given.max) {
      complain('min', `min is ${given.min} and max is ${given.max}; min must not be above max`);
    }
    if (given.type === 'choice' && Array.isArray(given.choices) && given.default !== undefined) {
      if (!given.choices.includes(given.default)) complain('default', `${given.default} is not one of the choices`);
    }
  });

export type InputProps = z.infer<typeof props>;
export type NumberProps = z.infer<typeof numberProps>;
export type ChoiceProps = z.infer<typeof choiceProps>;

/** What the control shows. `name` is the input's, without `$`. */
export const value = z.object({
  name: z.string(),
  type: z.enum(['number', 'text', 'date', 'choice']),
  label: z.string(),
  text: z.string(),
  choices: z.array(z.string()).optional(),
});

export type InputValue = z.infer<typeof value>;
