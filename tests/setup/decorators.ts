import { transform } from 'esbuild';

/** Node knows no decorators yet and vitest leaves them as they are: esbuild lowers them, as in the build. */
export const decorators = {
  name: 'decorators',
  enforce: 'pre' as const,
  async transform(code: string, id: string) {
    if (!id.endsWith('.ts') || !/^\s*@\w/m.test(code) || id.includes('/node_modules/')) return undefined;
    const lowered = await transform(code, {
      loader: 'ts',
      target: 'node20',
      sourcefile: id,
      sourcemap: 'external',
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    });
    return { code: lowered.code, map: lowered.map };
  },
};
