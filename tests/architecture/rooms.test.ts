import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { all, circles, describeImport, exists, files, offending, production, root, within } from './imports.ts';

/**
 * The arrows between the rooms, checked by reading every import (README, "Rooms").
 * The rooms of `server` and of `document` among themselves: areas.test.ts.
 * A room may import itself and what is listed; `$…` are SvelteKit's own modules, the rest are packages.
 */

/** The platforms of the tests, for the demo. */
const STAND_IN = 'server/admin/stand-in.ts';

describe('rooms', () => {
	it('finds the sources at all', () => {
		expect(production.length).toBeGreaterThan(50);
		expect(all.filter((i) => i.target !== null).length).toBeGreaterThan(100);
	});

	it('every import of our own points at a file that is there', () => {
		const missing = all.filter(
			(i) => i.target !== null && !i.target.startsWith('src/lib/paraglide') && !exists(i.target)
		);
		expect(missing.map(describeImport)).toEqual([]);
	});

	it('domain is pure: imports itself, valibot and fractional-indexing only', () => {
		const allowed = new Set(['valibot', 'fractional-indexing']);
		expect(
			offending('src/domain/', (i) => (i.target === null ? !allowed.has(i.specifier) : !within(i, 'src/domain')))
		).toEqual([]);
	});

	it('domain reads no clock and rolls no dice', () => {
		const impure = production
			.filter((file) => file.startsWith('src/domain/'))
			.filter((file) =>
				/\bDate\.now\(|new Date\(\)|Math\.random\(|\bcrypto\.|\bprocess\./.test(readFileSync(join(root, file), 'utf8'))
			);
		expect(impure).toEqual([]);
	});

	it('domain/shared imports no other part of the domain', () => {
		expect(offending('src/domain/shared/', (i) => i.target !== null && !within(i, 'src/domain/shared'))).toEqual([]);
	});

	it('document imports domain and itself, nothing of server or lib', () => {
		expect(offending('src/document/', (i) => i.target !== null && !within(i, 'src/domain', 'src/document'))).toEqual(
			[]
		);
	});

	it('contract imports domain and itself: what server, API, pages and OpenAPI agree on belongs to none of them', () => {
		expect(
			offending('src/contract/', (i) =>
				i.target === null ? i.specifier !== 'valibot' : !within(i, 'src/domain', 'src/contract')
			)
		).toEqual([]);
	});

	it('server knows the contract by its types: requests and answers are checked at the edge', () => {
		expect(offending('server/', (i) => within(i, 'src/contract') && !i.typeOnly)).toEqual([]);
	});

	it('only document touches Yjs types; elsewhere only what carries bytes does', () => {
		const may = /^(src\/document\/|server\/(collab|documents)\/)/;
		expect(all.filter((i) => i.specifier === 'yjs' && !may.test(i.from)).map(describeImport)).toEqual([]);
	});

	it('server imports contract, domain and document, never lib or routes', () => {
		expect(
			offending(
				'server/',
				(i) =>
					i.target !== null &&
					i.from !== STAND_IN &&
					!within(i, 'server', 'src/contract', 'src/domain', 'src/document', 'migrations') &&
					!/^build\//.test(i.target)
			)
		).toEqual([]);
	});

	it('what stands in for platforms is loaded when the demo is started, and by nothing else', () => {
		expect(all.filter((i) => i.from === STAND_IN && !within(i, 'tests/support/platforms')).map(describeImport)).toEqual(
			[]
		);
		const demo = /^server\/admin\/(start-)?demo/;
		const outside = all.filter((i) => !i.typeOnly && demo.test(i.target ?? '') && !demo.test(i.from));
		expect(outside.map(({ from, target }) => `${from} → ${target}`)).toEqual([
			'server/start/serve.ts → server/admin/start-demo.ts'
		]);
		expect(all.filter((i) => !i.typeOnly && i.target === STAND_IN && !demo.test(i.from)).map(describeImport)).toEqual(
			[]
		);
		// Fetched there, where it is asked for: no other start has it in its process.
		const serve = readFileSync(join(root, 'server/start/serve.ts'), 'utf8');
		expect(serve).toMatch(/if \(demo\) \{\s+shown = await \(await import\('\.\.\/admin\/start-demo\.ts'\)\)/);
	});

	it('lib and routes know the server by its types only', () => {
		// Pure functions on requests and cookies; what stands before SvelteKit is not for it.
		const pure = /^server\/(http\/(?!front\/)|platform\/errors\.ts$|areas\/[^/]+\/http\/)/;
		expect(
			offending(/^src\/(lib|routes|hooks)/, (i) => within(i, 'server') && !i.typeOnly && !pure.test(i.target!))
		).toEqual([]);
	});

	it('lib/ui knows no product words: imports nothing of ours but itself', () => {
		expect(offending('src/lib/ui/', (i) => i.target !== null && !within(i, 'src/lib/ui'))).toEqual([]);
	});

	it('features import neither one another nor the server', () => {
		const feature = (path: string) => /^src\/lib\/features\/([^/]+)/.exec(path)?.[1];
		expect(
			offending(
				'src/lib/features/',
				(i) =>
					within(i, 'server') ||
					(i.target !== null && feature(i.target) !== undefined && feature(i.target) !== feature(i.from))
			)
		).toEqual([]);
	});

	it('a migration imports kysely only, and the folder holds nothing else', () => {
		expect(offending('migrations/', (i) => i.specifier !== 'kysely')).toEqual([]);
		expect(readdirSync(join(root, 'migrations')).filter((name) => !/^\d{8}T\d{4}-[a-z0-9-]+\.ts$/.test(name))).toEqual(
			[]
		);
	});

	it('has no circles', () => {
		const graph = new Map<string, string[]>();
		for (const i of all)
			if (i.target !== null && !i.typeOnly) graph.set(i.from, [...(graph.get(i.from) ?? []), i.target]);
		expect(circles(graph)).toEqual([]);
	});
});

describe('a locale is words for people, never a format', () => {
	/** Locales that happen to look like ISO in one version of ICU, and the methods that print by a locale unseen. */
	const taken =
		/DateTimeFormat\(\s*['"](?:en-CA|sv(?:-SE)?|fr-CA|en-ZA|lt(?:-LT)?|ko-KR|ja-JP)['"]|\.toLocale(?:Date|Time)?String\(/;
	it('in the program and in its tests', () => {
		const everywhere = ['src', 'server', 'migrations', 'tests'].flatMap(files);
		expect(everywhere.filter((file) => taken.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
	});
});
