import { randomUUID } from 'node:crypto';

const forbidden = /[\s$&+,/:;=?@"<>#%{}|\\^~[\]`]/g;

/** Tells TT which program of whom a call is of: `<application>-<company>--<guid>`, another one for each call. */
export const requestId = ({
  application,
  company,
}: {
  readonly application: string;
  readonly company: string;
}): string => `${plain(application)}-${plain(company)}--${randomUUID()}`;

const plain = (text: string): string => text.replace(forbidden, '');
