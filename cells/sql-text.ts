/** A text as a SQL literal, for values that a query cannot bind: arguments of macros. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
