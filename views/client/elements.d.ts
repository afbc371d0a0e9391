/** Made by the build: each kind's element, loaded when a page shows the kind. */
declare module 'cells:elements' {
  export const elements: Readonly<Record<string, () => Promise<unknown>>>;
}
