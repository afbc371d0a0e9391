import { type Form, form } from '../form.ts';

const told: ReadonlySet<string> = new Set(['name', 'message', 'stack', 'cause', 'errors']);

/** `[TypeError: what happened, code: "E1", cause: [Error: why]]`; stacks belong to the call that threw. */
export const errorForm: Form = form(
  (value) => value instanceof Error,
  (printer, error: Error, depth) => {
    printer.text += `[${printer.clean(String(error.name))}: ${printer.clean(String(error.message))}`;
    const fields = Object.keys(error).filter((name) => !told.has(name));
    if (fields.length > 0) {
      printer.text += ' ';
      printer.fields(error, depth, fields);
    }
    if (error.cause !== undefined) {
      printer.text += ', cause: ';
      printer.value(error.cause, depth + 1);
    }
    if (error instanceof AggregateError) {
      printer.text += ', errors: ';
      printer.value(error.errors, depth + 1);
    }
    printer.text += ']';
  },
);
