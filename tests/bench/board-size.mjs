/**
 * How much JavaScript a first visit of the board downloads, before any chart is opened.
 *
 *     npm run build && node tests/bench/board-size.mjs
 *
 * Follows the static imports of Kit's start, the layouts, the error pages and the board's page through the manifest of
 * the client build. What is behind `import()` is listed apart. Sizes are gzip, as a server or proxy sends them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 201;
const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const output = '.svelte-kit/output/client/';
const generated = '.svelte-kit/generated/';

const manifestFile = root(`${output}.vite/manifest.json`);
if (!existsSync(manifestFile)) {
	console.error('No build found: run `npm run build` first.');
	process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));

const pages = [
	/routes\/\+(layout|error)\.svelte/,
	/routes\/\(app\)\/\+(layout|error)\.svelte/,
	/journeys\/\[id\]\/\+page\.(svelte|ts)/
];

/** Kit makes one small module per layout and page; its text says which component it stands for. */
const isWanted = (key) => {
	if (/\/(start|app|entry)\.js$/.test(key) || key.includes('/runtime/client/entry')) return true;
	if (!key.includes(generated) || !/nodes\/\d+\.js$/.test(key)) return false;
	const text = readFileSync(root(key.slice(key.indexOf('.svelte-kit'))), 'utf8');
	return pages.some((page) => page.test(text));
};

const first = new Set();
const later = new Set();
const follow = (key) => {
	const chunk = manifest[key];
	if (!chunk || first.has(chunk.file)) return;
	first.add(chunk.file);
	for (const imported of chunk.imports ?? []) follow(imported);
	for (const lazy of chunk.later ?? []) later.add(lazy);
};
const entries = Object.keys(manifest).filter((key) => manifest[key].isEntry && isWanted(key));
entries.forEach(follow);

const kilobytes = (file) => gzipSync(readFileSync(root(output + file))).length / 1024;
const sizes = [...first].filter((file) => file.endsWith('.js')).map((file) => [file, kilobytes(file)]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [file, size] of sizes.sort((a, b) => b[1] - a[1]).slice(0, 12))
	console.log(`${size.toFixed(1).padStart(7)} kB  ${file}`);
const onDemand = [...later]
	.map((key) => manifest[key]?.file)
	.filter((file) => file && !first.has(file) && !/nodes\//.test(file));
for (const file of onDemand) console.log(`${kilobytes(file).toFixed(1).padStart(7)} kB  ${file} (only when opened)`);
console.log(
	`\nboard, first load: ${total.toFixed(1)} kB of JavaScript in ${sizes.length} files (gzip); limit ${LIMIT_KB} kB`
);
process.exit(total <= LIMIT_KB && entries.length >= 4 ? 0 : 1);
