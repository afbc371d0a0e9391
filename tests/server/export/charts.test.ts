import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { specification } from '../../../cells/vega/specification.ts';
import { lightColors } from '../../../cells/vega/theme.ts';
import { ChartPainter } from '../../../server/export/charts.ts';
import { builtFile } from '../../../server/paths.ts';
import { temporaryFolder } from '../journal/folder.ts';

const painter = new ChartPainter(builtFile('server', 'chart-worker.js'));
afterAll(() => painter.close());

const draw = (props: Record<string, unknown>, rows: Record<string, unknown>[]) =>
  painter.draw(specification(props, { rows }, lightColors, { width: 300, height: 120 }));

const bars = {
  data: { name: 'rows' },
  mark: 'bar',
  encoding: { x: { field: 'who', type: 'nominal' }, y: { field: 'pnl', type: 'quantitative' } },
};

it('starts again after its thread broke', async () => {
  const folder = temporaryFolder();
  const [flag, file] = [path.join(folder, 'broke'), path.join(folder, 'painter.mjs')];
  writeFileSync(
    file,
    `import { existsSync, writeFileSync } from 'node:fs';
     import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ id }) => {
       if (existsSync(${JSON.stringify(flag)})) return parentPort.postMessage({ id, svg: '<svg/>' });
       writeFileSync(${JSON.stringify(flag)}, '');
       throw new Error('no memory');
     });`,
  );
  const breaking = new ChartPainter(file);
  await expect(breaking.draw({})).rejects.toThrow(
    'the painter of charts stopped (no memory); it starts again with the next export',
  );
  expect(await breaking.draw({})).toBe('<svg/>');
  await breaking.close();
});

describe('ChartPainter', () => {
  it('draws rows as an SVG with their names as text', async () => {
    const svg = await draw(bars, [
      { who: 'maker', pnl: 12.5 },
      { who: '<script>alert(1)</script>', pnl: -3 },
    ]);
    expect(svg).toMatch(/^<svg [^>]*width="\d+"/);
    expect(svg).toContain('>maker<');
    expect(svg).not.toContain('<script');
    expect(svg.match(/aria-roledescription="bar"/g)).toHaveLength(2);
  });

  it('says what is wrong with a specification and goes on', async () => {
    await expect(draw({ ...bars, transform: [{ filter: 'datum.pnl >' }] }, [])).rejects.toThrow(
      /datum\.pnl >|Unexpected/,
    );
    await expect(draw(bars, [{ who: 'trend', pnl: 1 }])).resolves.toContain('>trend<');
  });

  it('loads nothing by address', async () => {
    const image = { data: { name: 'rows' }, mark: { type: 'image', url: 'http://127.0.0.1:9/x.png' } };
    const svg = await draw(image, [{ who: 'x', pnl: 1 }]);
    expect(svg).not.toContain('127.0.0.1');
  });
});
