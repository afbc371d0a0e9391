import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './ensure.mjs';

process.env.UV_THREADPOOL_SIZE ??= '16';

ensureInstalled();
const { build, root } = await import('./build.mjs');
await build();
const { main } = await import(pathToFileURL(path.join(root, 'build', 'server', 'soak.js')).href);
await main(process.argv.slice(2));
