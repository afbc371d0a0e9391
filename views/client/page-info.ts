import type { PageData } from '../page-data.ts';

const nothing: PageData = {
  run: '',
  watch: null,
  notebook: null,
  notebooks: [],
  instruments: [],
  kinds: [],
  kindActions: {},
  keys: {},
  sources: [],
};

/** What the server handed over with the page. */
export const pageInfo: PageData = JSON.parse(
  document.querySelector('script#page-data')?.textContent ?? JSON.stringify(nothing),
) as PageData;
