import type { PlacedCell, Session } from '../sessions/port.ts';
import type { PageDeps } from './deps.ts';
import { RequestProblem } from './errors.ts';

const idPattern = /^[a-z0-9_-]{1,64}$/;

export function checkedId(text: string | undefined, what: string): string {
  if (text !== undefined && idPattern.test(text)) return text;
  throw new RequestProblem(
    400,
    `"${text ?? ''}" cannot be the id of a ${what}.`,
    'Ids are lower-case letters, digits, - and _.',
  );
}

export async function openSession(deps: PageDeps, id: string | undefined): Promise<Session> {
  const notebook = checkedId(id, 'notebook');
  const session = await deps.sessions.open(notebook);
  if (session) return session;
  throw new RequestProblem(404, `There is no notebook ${notebook}.`, 'The list of notebooks is at /.');
}

export function cellOf(session: Session, id: string | undefined): PlacedCell {
  const wanted = checkedId(id, 'cell');
  const cell = session.snapshot().cells.find((candidate) => candidate.id === wanted);
  if (cell) return cell;
  throw new RequestProblem(404, `There is no cell ${wanted} in ${session.id}.`, 'It may have been deleted or renamed.');
}
