/** The name of a process without the folders of its module: `desk.Desk.submit` of `server/desk/desk.Desk.submit`; any other name as it is. */
export const shortName = (name: string): string =>
  /^[\w.@-]+(?:\/[\w.@-]+)+$/.test(name) ? name.slice(name.lastIndexOf('/') + 1) : name;
