import path from 'node:path';
import { projectRoot } from '../paths.ts';

/** The folder that everything a run writes lies in: `--data`, else `DESKBOOK_DATA`, else `data/local` of the checkout. */
export const dataFolderPath = (option: string | undefined): string =>
  path.resolve(option ?? process.env.DESKBOOK_DATA ?? path.join(projectRoot, 'data', 'local'));
