/** A template tag: Hono's `html` on the server and in an export, Lit's in the browser. */
export type Tag<T> = (strings: TemplateStringsArray, ...values: unknown[]) => T;
