/** What is read of a process where there is little room: `desk.Desk.submit` of `server/desk/desk.Desk.submit`. */
export const shortName = (name: string): string => name.slice(name.lastIndexOf('/') + 1) || name;
