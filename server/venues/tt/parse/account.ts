import { z } from 'zod';
import { accountField, maybe, textField } from './fields.ts';

export const accountRecord = z
  .looseObject({ id: accountField, name: textField, currency: maybe(textField) })
  .transform(({ id, name, currency }) => ({ id, name, currency }));

export type AccountRecord = z.output<typeof accountRecord>;
