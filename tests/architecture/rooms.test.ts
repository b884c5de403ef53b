import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The arrows between the rooms, checked by reading every import (README, "Rooms").
 * A room may import itself and what is listed; `$…` are SvelteKit's own modules, the rest are packages.
 */
const root = resolve(import.meta.dirname, '../..');

const files = (dir: string): string[] =>
	readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) => {
		const path = join(dir, entry.name);
		if (entry.name === 'paraglide' || entry.name === 'node_modules') return [];
		return entry.isDirectory() ? files(path) : /\.(ts|svelte|mjs|js)$/.test(entry.name) ? [path] : [];
	});

interface Import {
	readonly from: string;
	readonly specifier: string;
	/** Path below the project for imports of our own files, else null. */
	readonly target: string | null;
	readonly typeOnly: boolean;
}

const IMPORT = /(?:^|\n)\s*(import|export)(\s+type)?\s+(?:[\w*{}\s,$]+\s+from\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*(?:\/\*.*?\*\/\s*)?['"]([^'"\n]+)['"]\s*\)/g;

function importsOf(file: string): Import[] {
	const source = readFileSync(join(root, file), 'utf8');
	return [...source.matchAll(IMPORT)].map((match) => {
		const specifier = (match[3] ?? match[4])!.replace(/\?.*$/, '');
		return { from: file, specifier, target: target(file, specifier), typeOnly: match[2] !== undefined };
	});
}

function target(file: string, specifier: string): string | null {
	if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(file), specifier));
	const alias = /^#(domain|document|lib|server)(\/.*)?$/.exec(specifier);
	if (!alias) return null;
	const base = alias[1] === 'server' ? 'server' : `src/${alias[1]}`;
	return base + (alias[2] ?? '');
}

const production = ['src', 'server', 'migrations'].flatMap(files).filter((file) => !file.endsWith('.test.ts'));
const all = production.flatMap(importsOf);
const describeImport = (i: Import) => `${i.from} → ${i.specifier}`;
const offending = (from: string | RegExp, bad: (i: Import) => boolean) =>
	all.filter((i) => (typeof from === 'string' ? i.from.startsWith(from) : from.test(i.from)) && bad(i)).map(describeImport);

const within = (i: Import, ...rooms: string[]) => rooms.some((room) => i.target === room || i.target?.startsWith(`${room}/`));

describe('rooms', () => {
	it('finds the sources at all', () => {
		expect(production.length).toBeGreaterThan(50);
		expect(all.filter((i) => i.target !== null).length).toBeGreaterThan(100);
	});

	it('every import of our own points at a file that is there', () => {
		const missing = all.filter((i) => i.target !== null && !i.target.startsWith('src/lib/paraglide') && !exists(i.target));
		expect(missing.map(describeImport)).toEqual([]);
	});

	it('domain is pure: imports itself, valibot and fractional-indexing only', () => {
		const allowed = new Set(['valibot', 'fractional-indexing']);
		expect(offending('src/domain/', (i) => (i.target === null ? !allowed.has(i.specifier) : !within(i, 'src/domain')))).toEqual([]);
	});

	it('domain reads no clock and rolls no dice', () => {
		const impure = production
			.filter((file) => file.startsWith('src/domain/'))
			.filter((file) => /\bDate\.now\(|new Date\(\)|Math\.random\(|\bcrypto\.|\bprocess\./.test(readFileSync(join(root, file), 'utf8')));
		expect(impure).toEqual([]);
	});

	it('domain/shared imports no other part of the domain', () => {
		expect(offending('src/domain/shared/', (i) => i.target !== null && !within(i, 'src/domain/shared'))).toEqual([]);
	});

	it('document imports domain and itself, nothing of server or lib', () => {
		expect(offending('src/document/', (i) => i.target !== null && !within(i, 'src/domain', 'src/document'))).toEqual([]);
	});

	it('only document touches Yjs types; elsewhere only what carries bytes does', () => {
		const may = /^(src\/document\/|server\/collab\/)/;
		expect(all.filter((i) => i.specifier === 'yjs' && !may.test(i.from)).map(describeImport)).toEqual([]);
	});

	it('server imports domain and document, never lib or routes', () => {
		expect(offending('server/', (i) => i.target !== null && !within(i, 'server', 'src/domain', 'src/document', 'migrations') && !/^build\//.test(i.target))).toEqual([]);
	});

	it('collab, channels, bus and jobs import no services', () => {
		expect(offending(/^server\/(collab|channels|bus|jobs)\//, (i) => within(i, 'server/services'))).toEqual([]);
	});

	it('services do not import compose, main, collab or one another’s rooms', () => {
		expect(offending('server/services/', (i) => !i.typeOnly && within(i, 'server/collab', 'server/compose.ts', 'server/main.ts', 'server/jobs'))).toEqual([]);
	});

	it('lib and routes know the server by its types only', () => {
		const pure = ['server/http', 'server/errors.ts'];
		expect(offending(/^src\/(lib|routes|hooks)/, (i) => within(i, 'server') && !i.typeOnly && !within(i, ...pure))).toEqual([]);
	});

	it('lib/ui knows no product words: imports nothing of ours but itself', () => {
		expect(offending('src/lib/ui/', (i) => i.target !== null && !within(i, 'src/lib/ui'))).toEqual([]);
	});

	it('features import neither one another nor the server', () => {
		const feature = (path: string) => /^src\/lib\/features\/([^/]+)/.exec(path)?.[1];
		expect(offending('src/lib/features/', (i) => within(i, 'server') || (i.target !== null && feature(i.target) !== undefined && feature(i.target) !== feature(i.from)))).toEqual([]);
	});

	it('a migration imports kysely only, and the folder holds nothing else', () => {
		expect(offending('migrations/', (i) => i.specifier !== 'kysely')).toEqual([]);
		expect(readdirSync(join(root, 'migrations')).filter((name) => !/^\d{8}T\d{4}-[a-z0-9-]+\.ts$/.test(name))).toEqual([]);
	});

	it('has no circles', () => {
		const graph = new Map<string, string[]>();
		for (const i of all) if (i.target !== null && !i.typeOnly) graph.set(i.from, [...(graph.get(i.from) ?? []), i.target]);
		expect(circles(graph)).toEqual([]);
	});
});

function exists(path: string): boolean {
	try {
		return statSync(join(root, path)).isFile();
	} catch {
		return false;
	}
}

function circles(graph: Map<string, string[]>): string[] {
	const state = new Map<string, 'open' | 'done'>();
	const found: string[] = [];
	const visit = (file: string, path: string[]): void => {
		if (state.get(file) === 'done') return;
		if (state.get(file) === 'open') {
			found.push([...path.slice(path.indexOf(file)), file].join(' → '));
			return;
		}
		state.set(file, 'open');
		for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
		state.set(file, 'done');
	};
	for (const file of graph.keys()) visit(file, []);
	return found;
}
