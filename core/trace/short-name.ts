/** What is read of a process where there is little room: `desk.Desk.submit` of `server/desk/desk.Desk.submit`; what follows a blank is kept, as in `http GET /n/:id`. */
export const shortName = (name: string): string => name.slice(name.lastIndexOf('/', name.search(/\s|$/)) + 1) || name;
