#!/usr/bin/env node
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './ensure.mjs';

// DuckDB's readers and the file system share libuv's pool; four threads starve each other.
process.env.UV_THREADPOOL_SIZE ??= '16';

ensureInstalled();
const { build, root } = await import('./build.mjs');
await build();
const { main } = await import(pathToFileURL(path.join(root, 'build', 'server', 'cli.js')).href);
await main(process.argv.slice(2));
