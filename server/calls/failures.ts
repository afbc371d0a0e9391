import { type Instant, toMilliseconds } from '../../core/model/time.ts';
import type { Unanswered } from './exchange.ts';
import type { NotAdmitted } from './gate.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { type Answer, CallFailed, type CallTo } from './port.ts';

const TOLD = 300;

/** With its service, once. */
export const nameOf = ({ service, name }: Pick<CallTo, 'service' | 'name'>): string =>
  name.startsWith(`${service}/`) ? name : `${service}/${name}`;

const unknown = ({ repeat }: Pick<CallTo, 'repeat'>, written: boolean): string =>
  repeat === 'never' && written ? ' Whether it was done is not known; it is not sent again.' : '';

const second = (at: Instant): string => `${new Date(toMilliseconds(at)).toISOString().slice(11, 19)} UTC`;

export function notAnswered(
  to: CallTo,
  host: string,
  error: Unanswered,
  bounds: { milliseconds: number; bytes: number },
): CallFailed {
  const { why, written, code } = error;
  const told: Record<Unanswered['why'], string> = {
    connection: written
      ? `${host} closed the connection before it answered ${nameOf(to)} (${code ?? 'no reason told'}).`
      : `${host} cannot be reached for ${nameOf(to)} (${code ?? 'no connection'}). Check the address and the network.`,
    timeout: written
      ? `${host} did not answer ${nameOf(to)} within ${bounds.milliseconds / 1_000} s.`
      : `${host} took no connection for ${nameOf(to)} within ${bounds.milliseconds / 1_000} s. Check the address and the network.`,
    size: `${host} answered ${nameOf(to)} with more than ${bounds.bytes.toLocaleString('en-US')} bytes, which is not read. Ask for less at once.`,
    aborted: `${nameOf(to)} was given up.`,
  };
  const reached = why === 'size' ? 'yes' : written ? 'maybe' : 'no';
  return new CallFailed(told[why] + unknown(to, reached === 'maybe'), { failure: why, reached });
}

export function notAdmitted(
  to: CallTo,
  host: string,
  { refusal, rule }: NotAdmitted,
  waitMilliseconds: number,
): CallFailed {
  const limit = rule === undefined ? '' : ` (${rule.words})`;
  const told: Record<NotAdmitted['refusal'], string> = {
    wait: `${nameOf(to)} was not sent: the limit of ${host}${limit} has no room for it within ${waitMilliseconds / 1_000} s. Call less often, or later.`,
    crowd: `${nameOf(to)} was not sent: too many calls wait for ${host}${limit}. Call less often, or later.`,
    aborted: `${nameOf(to)} was given up before it was sent.`,
    closed: `${nameOf(to)} was not sent: calls of ${host} have ended.`,
  };
  const failure = refusal === 'wait' || refusal === 'crowd' ? 'limited' : 'aborted';
  return new CallFailed(told[refusal], { failure, reached: 'no' });
}

export const resting = (to: CallTo, host: string, until: Instant | undefined, last: string | undefined): CallFailed =>
  new CallFailed(
    `${nameOf(to)} was not sent: ${to.service} at ${host} failed too often and rests${until === undefined ? '' : ` until ${second(until)}`}.${last ? ` Last: ${last}` : ''}`,
    { failure: 'resting', reached: 'no' },
  );

/** An answer with a status that is no success; its text is told with what is secret masked. `asked` is the rest that it asks for, in milliseconds. */
export function badStatus(
  to: CallTo,
  host: string,
  answer: Answer,
  secrets: KnownSecrets,
  { asked, isRefused }: { readonly asked: number | undefined; readonly isRefused: boolean },
): CallFailed {
  const { status } = answer;
  const kept: Answer = {
    ...answer,
    headers: new Map([...answer.headers].map(([name, value]) => [name, secrets.values(value)])),
    text: secrets.values(answer.text),
  };
  const said = secrets.beginning(answer.text, TOLD).replace(/\s+/g, ' ').trim();
  const words = said === '' ? '' : `: ${said}`;
  if (status === 429) {
    const rest = asked === undefined ? '' : ` It asks for ${Math.ceil(asked / 1_000)} s of rest.`;
    return new CallFailed(
      `${host} had too many calls and refused ${nameOf(to)}${words}.${rest}`.replace(/\.\.(?=$| )/, '.'),
      {
        failure: 'limited',
        reached: 'no',
        answer: kept,
      },
    );
  }
  if (isRefused)
    return new CallFailed(`${host} does not take the token for ${nameOf(to)}${words}. Check the credentials.`, {
      failure: 'token',
      reached: 'no',
      answer: kept,
    });
  const elsewhere = status >= 300 && status < 400 ? ' It sends elsewhere, which is not followed.' : '';
  const uncertain = status >= 500 || status === 408 || elsewhere !== '';
  return new CallFailed(`${host} answered ${status} to ${nameOf(to)}${words}.${elsewhere}${unknown(to, uncertain)}`, {
    failure: 'status',
    reached: uncertain ? 'maybe' : 'yes',
    answer: kept,
  });
}
