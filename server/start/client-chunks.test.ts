import { describe, expect, test } from 'vitest';
import { clientChunks, type ModuleFacts, type ModuleGraph } from './client-chunks.ts';

const ROOT = '/program';
const at = (path: string): string =>
	path.startsWith('.') || path.startsWith('node_modules') ? `${ROOT}/${path}` : `${ROOT}/src/${path}`;
const NODES = '.svelte-kit/nodes';
const APP = '.svelte-kit/app.js';
const PAGES: Readonly<Record<string, string>> = {
	0: 'routes/+layout.svelte',
	1: 'routes/+error.svelte',
	2: 'routes/(app)/+layout.svelte',
	3: 'routes/(app)/+error.svelte',
	4: 'routes/(app)/journeys/[id]/+error.svelte',
	5: 'routes/(app)/journeys/[id]/+page.svelte',
	6: 'routes/(app)/+page.svelte',
	7: 'routes/s/[code]/+page.svelte'
};

/** A program whose modules import these others (`later`: when they are needed). */
function graphOf(
	imports: Readonly<Record<string, readonly string[]>>,
	later: Readonly<Record<string, readonly string[]>> = {},
	code: Readonly<Record<string, string>> = {}
): ModuleGraph {
	const nodes = Object.keys(PAGES).map((n) => `${NODES}/${n}.js`);
	const all: Record<string, readonly string[]> = {
		...Object.fromEntries(Object.values(PAGES).map((page) => [page, []])),
		...imports,
		...Object.fromEntries(Object.entries(PAGES).map(([n, page]) => [`${NODES}/${n}.js`, [page]])),
		[APP]: []
	};
	const fetched: Record<string, readonly string[]> = { ...later, [APP]: nodes };
	for (const id of [...Object.values(all), ...Object.values(fetched)].flat()) all[id] ??= [];
	const who = (of: Readonly<Record<string, readonly string[]>>, id: string): string[] =>
		Object.keys(of)
			.filter((key) => of[key]!.includes(id))
			.map(at);
	const facts = new Map<string, ModuleFacts>(
		Object.keys(all).map((id) => [
			at(id),
			{
				code: code[id] ?? '',
				importedIds: all[id]!.map(at),
				dynamicallyImportedIds: (fetched[id] ?? []).map(at),
				importers: who(all, id),
				dynamicImporters: who(fetched, id)
			}
		])
	);
	return { getModuleInfo: (id) => facts.get(id) ?? null };
}

/** The file that each module goes into. */
function chunkOf(graph: ModuleGraph, path: string): string | null {
	const groups = clientChunks(ROOT).toSorted((a, b) => b.priority - a.priority);
	for (const { name } of groups) {
		const chunk = name(at(path), graph);
		if (chunk) return chunk;
	}
	return null;
}

describe('files of the build', () => {
	const graph = graphOf(
		{
			'routes/+layout.svelte': ['node_modules/svelte.js'],
			'routes/+error.svelte': ['lib/heading.ts'],
			'routes/s/[code]/+page.svelte': ['lib/survey-form.ts', 'lib/ids.ts', 'node_modules/svelte.js'],
			'routes/(app)/+layout.svelte': ['lib/frame.ts'],
			'routes/(app)/journeys/[id]/+page.svelte': [
				'lib/board.ts',
				'lib/ids.ts',
				'lib/ui/button.ts',
				'node_modules/svelte.js'
			],
			'routes/(app)/+page.svelte': ['lib/home.ts', 'lib/ui/button.ts'],
			'lib/board.ts': ['document/client/connect.ts', 'lib/frame.ts'],
			'document/client/connect.ts': ['node_modules/yjs.js'],
			'document/kinds/journey/index.ts': ['node_modules/yjs.js'],
			'lib/inspector.ts': ['lib/inspector-field.ts', 'lib/board.ts']
		},
		{ 'lib/board.ts': ['lib/inspector.ts'], 'lib/home.ts': ['document/client/connect.ts'] }
	);

	test.each([
		['node_modules/svelte.js', 'base'],
		['routes/+layout.svelte', 'base'],
		['lib/ids.ts', 'base'],
		['lib/heading.ts', 'page'],
		['lib/frame.ts', 'work'],
		['lib/ui/button.ts', 'shared'],
		['node_modules/yjs.js', 'document'],
		['document/client/connect.ts', 'document'],
		['lib/board.ts', 'board']
	])('%s comes in the file of the circle of pages that needs it: %s', (path, chunk) => {
		expect(chunkOf(graph, path)).toBe(chunk);
	});

	test('what is fetched when it is needed, and other pages, stay apart', () => {
		expect(chunkOf(graph, 'lib/inspector.ts')).toBeNull();
		expect(chunkOf(graph, 'lib/inspector-field.ts')).toBeNull();
		expect(chunkOf(graph, 'lib/home.ts')).toBeNull();
		expect(chunkOf(graph, 'lib/survey-form.ts')).toBeNull();
	});

	test('a page of respondents needs no file that may have styles', () => {
		const needed = ['routes/+layout.svelte', 'lib/survey-form.ts', 'lib/ids.ts', 'node_modules/svelte.js'];
		for (const path of needed) expect([null, 'base']).toContain(chunkOf(graph, path));
	});

	test('no file needs one that is for fewer pages', () => {
		const order = ['base', 'page', 'work', 'shared', 'document', 'board'];
		const paths = ['lib/frame.ts', 'lib/ui/button.ts', 'lib/board.ts', 'document/client/connect.ts'];
		for (const path of paths)
			for (const needed of graph.getModuleInfo(at(path))!.importedIds) {
				const chunk = chunkOf(graph, needed.replace(`${ROOT}/src/`, '').replace(`${ROOT}/`, ''));
				expect(order.indexOf(chunk!)).toBeLessThanOrEqual(order.indexOf(chunkOf(graph, path)!));
			}
	});

	test('of the messages only those come along that are called', () => {
		const told = graphOf(
			{
				'routes/(app)/journeys/[id]/+page.svelte': ['lib/paraglide/messages.js'],
				'routes/(app)/+page.svelte': ['lib/paraglide/messages.js'],
				'lib/paraglide/messages.js': ['lib/paraglide/messages/board_add.js', 'lib/paraglide/messages/home_add.js']
			},
			{},
			{
				'routes/(app)/journeys/[id]/+page.svelte': 'say(m.board_add())',
				'routes/(app)/+page.svelte': 'say(m.home_add())'
			}
		);
		expect(chunkOf(told, 'lib/paraglide/messages/board_add.js')).toBe('board');
		expect(chunkOf(told, 'lib/paraglide/messages/home_add.js')).toBeNull();
	});

	test('of an index only what is named of it comes along', () => {
		const index = 'domain/metrics/index.ts';
		const [board, home] = ['routes/(app)/journeys/[id]/+page.svelte', 'routes/(app)/+page.svelte'];
		const own = ['domain/metrics/score.ts', 'domain/metrics/watched.ts', 'domain/metrics/kinds.ts'];
		const named = graphOf(
			{ [board]: [index], [home]: [index], [index]: own },
			{},
			{
				[board]: 'import { score as of } from "#domain/metrics/index.ts";',
				[home]: 'import { watched, kinds } from "#domain/metrics/index.ts";',
				[index]:
					'export { score } from "./score.ts"; export { a as watched } from "./watched.ts"; export * from "./kinds.ts";'
			}
		);
		expect(own.map((path) => chunkOf(named, path))).toEqual(['board', null, 'shared']);
		const whole = graphOf(
			{ [board]: [index], [index]: own },
			{},
			{
				[board]: 'import * as metrics from "#domain/metrics/index.ts";',
				[index]: 'export { score } from "./score.ts";'
			}
		);
		expect(own.map((path) => chunkOf(whole, path))).toEqual(['board', 'board', 'board']);
	});

	test('a program without a board is left to the bundler', () => {
		expect(chunkOf({ getModuleInfo: () => null }, 'lib/board.ts')).toBeNull();
	});
});
