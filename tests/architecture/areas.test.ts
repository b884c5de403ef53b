import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { everyArea, rooms, withoutDomain } from './arrows.ts';
import { all, circles, describeImport, offending, production, root, within, type Import } from './imports.ts';

const paths = Object.keys(rooms).sort((a, b) => b.length - a.length);
const roomOf = (file: string): string | undefined => paths.find((path) => file === path || file.startsWith(`${path}/`));
const isOurs = (path: string): boolean => /^(server|src\/document)\//.test(path);
const isArea = (room: string): boolean => room.startsWith('server/areas/');

const crossing = all.flatMap((i) => {
	const [from, to] = [roomOf(i.from), i.target === null || !isOurs(i.target) ? undefined : roomOf(i.target)];
	return from === undefined || to === undefined || from === to ? [] : [{ i, from, to }];
});
const may = (from: string, to: string): boolean => {
	const listed = rooms[from]!;
	return listed === 'everything' || listed.includes(to) || (isArea(from) && everyArea.includes(to));
};

describe('rooms of the server and of documents (arrows.ts)', () => {
	it('every file lies in one of them: a new folder is a line in the table', () => {
		expect(production.filter((file) => isOurs(file) && roomOf(file) === undefined)).toEqual([]);
		expect(paths.filter((path) => !production.some((file) => roomOf(file) === path))).toEqual([]);
		// At the top of a folder lies what is the whole of it, and nothing else.
		const loose = /^(server\/areas|server\/collab|src\/document|src\/document\/kinds)\/([^/]+)$/;
		expect(production.flatMap((file) => loose.exec(file)?.[2] ?? [])).toEqual([
			'all-kinds.ts',
			'all-consumers.ts',
			'all-jobs.ts',
			'all-projections.ts',
			'index.ts',
			'limits.ts',
			'ports.ts'
		]);
	});

	it('each imports only what the table lets it', () => {
		expect(crossing.filter(({ from, to }) => !may(from, to)).map(({ i }) => describeImport(i))).toEqual([]);
	});

	it('the table lists no arrow that nobody uses', () => {
		const used = new Set(crossing.map(({ from, to }) => `${from} → ${to}`));
		const listed = Object.entries(rooms).flatMap(([from, to]) =>
			to === 'everything' ? [] : to.map((one) => `${from} → ${one}`)
		);
		expect(listed.filter((arrow) => !used.has(arrow))).toEqual([]);
	});

	it('there are no circles between them', () => {
		const graph = new Map<string, string[]>();
		for (const { from, to } of crossing)
			if (rooms[from] !== 'everything' && rooms[to] !== 'everything') graph.set(from, [...(graph.get(from) ?? []), to]);
		expect(circles(graph)).toEqual([]);
	});

	it('queries of an area import queries, never services', () => {
		const repo = /^server\/areas\/[^/]+\/repo\//;
		const bad = (i: Import): boolean => within(i, 'server/areas') && !repo.test(i.target!);
		expect(all.filter((i) => repo.test(i.from) && bad(i)).map(describeImport)).toEqual([]);
	});

	it('SQL stands in queries, not in services', () => {
		const service = /^server\/areas\/(?!.*\/repo\/)/;
		const bad = (i: Import): boolean => i.specifier === 'kysely' && !i.typeOnly;
		expect(all.filter((i) => service.test(i.from) && bad(i)).map(describeImport)).toEqual([]);
	});

	it('what carries documents knows no kind of them', () => {
		const knows = (i: Import): boolean => within(i, 'src/domain') && !within(i, 'src/domain/shared');
		for (const room of withoutDomain) expect(offending(`${room}/`, knows), room).toEqual([]);
	});

	it('what projects documents is loaded by the process that does so, and by nothing else', () => {
		const list = 'server/areas/all-projections.ts';
		const projections = all.filter((i) => i.from === list && !i.typeOnly).map((i) => i.target!);
		expect(projections.length).toBeGreaterThan(1);
		const importers = all.filter((i) => !i.typeOnly && [list, ...projections].includes(i.target ?? ''));
		expect(importers.filter((i) => i.from !== list).map(describeImport)).toEqual([]);
		const named = production.filter((file) => readFileSync(join(root, file), 'utf8').includes('all-projections.ts'));
		expect(named).toEqual(['server/compose/documents.ts']);
	});

	it('files of one area or room have names of their own; a service and its queries share one', () => {
		const seen = new Map<string, string[]>();
		for (const file of production) {
			const room = isOurs(file) && !file.includes('/repo/') && !file.startsWith('server/db/tables/') && roomOf(file);
			if (room && basename(file) !== 'index.ts' && rooms[room] !== 'everything')
				seen.set(basename(file), [...(seen.get(basename(file)) ?? []), file]);
		}
		expect([...seen.values()].filter((same) => same.length > 1)).toEqual([]);
	});
});
