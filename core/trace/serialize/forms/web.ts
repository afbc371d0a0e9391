import { type Form, form } from '../form.ts';

export const webForms: readonly Form[] = [
  form(
    (value) => value instanceof URL,
    (printer, url: URL) => {
      printer.text += printer.clean(url.href);
    },
  ),
  form(
    (value) => value instanceof Headers,
    (printer, headers: Headers, depth) => {
      const pairs = [...headers];
      printer.text += 'Headers ';
      printer.pairs(pairs, pairs.length, ': ', depth);
    },
  ),
  form(
    (value) => value instanceof URLSearchParams,
    (printer, parameters: URLSearchParams, depth) => {
      printer.text += 'URLSearchParams ';
      printer.pairs(parameters, parameters.size, ': ', depth);
    },
  ),
  form(
    (value) => value instanceof Request,
    (printer, { method, url, headers }: Request, depth) => {
      printer.text += 'Request ';
      printer.fields({ method, url, headers }, depth);
    },
  ),
  form(
    (value) => value instanceof Response,
    (printer, { status, url, headers }: Response, depth) => {
      printer.text += 'Response ';
      printer.fields({ status, ...(url === '' ? {} : { url }), headers }, depth);
    },
  ),
  form(
    (value) => value instanceof Blob,
    (printer, { size, type }: Blob) => {
      printer.text += `<Blob len=${size}${type === '' ? '' : ` ${printer.clean(type)}`}>`;
    },
  ),
];
