/** One step of a kind's history: how a body written for version `from` becomes one for `from + 1`. */
export interface BodyMigration {
  readonly from: number;
  readonly about: string;
  migrate(body: string): string;
}

export interface MigratedBody {
  readonly body: string;
  readonly version: number;
  /** What was done, oldest first; empty where the body is up to date. */
  readonly steps: readonly string[];
}

/** The version that a kind writes at present; the file says it as `v=` where it is not 1. */
export const currentVersion = (migrations: readonly BodyMigration[]): number =>
  Math.max(1, ...migrations.map((migration) => migration.from + 1));

/**
 * Brings a body from the version in its header to the present one. The file is left alone: it is written anew, with its `v=`, when
 * somebody edits the cell. Throws a sentence when the body is newer than this program or a step is missing.
 */
export function migrate(body: string, version: number, migrations: readonly BodyMigration[]): MigratedBody {
  const current = currentVersion(migrations);
  if (version > current) {
    throw new Error(
      `The cell was written for version ${version} of its kind and this is version ${current}. Update Deskbook to read it.`,
    );
  }
  const steps: string[] = [];
  let text = body;
  for (let at = version; at < current; at++) {
    const step = migrations.find((migration) => migration.from === at);
    if (!step) throw new Error(`There is no way from version ${at} of this kind of cell to version ${at + 1}.`);
    text = step.migrate(text);
    steps.push(step.about);
  }
  return { body: text, version: current, steps };
}
