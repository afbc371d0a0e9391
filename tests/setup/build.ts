import { build } from '../../scripts/build.mjs';

/** Workers and pages run from `build/`, so it is brought up to date before any test. */
export default async function setup(): Promise<void> {
  await build();
}
