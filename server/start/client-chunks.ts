import { dirname, join, relative } from 'node:path';

/** What the bundler knows of a module, as far as it is asked here. */
export interface ModuleFacts {
	readonly code: string | null;
	readonly importedIds: readonly string[];
	readonly dynamicallyImportedIds: readonly string[];
	readonly importers: readonly string[];
	readonly dynamicImporters: readonly string[];
}

export interface ModuleGraph {
	getModuleInfo(id: string): ModuleFacts | null;
}

/** A file of the build that gathers modules. */
export interface ChunkGroup {
	/** Its name for a module that goes into it, else null. */
	readonly name: (id: string, graph: ModuleGraph) => string | null;
	/** Groups with more are filled first. */
	readonly priority: number;
}

const BOARD = '(app)/journeys/[id]/+page.svelte';
const LAYOUT = '+layout.svelte';
const EVERY_PAGE = [LAYOUT, '+error.svelte'];
const WORK_PAGES = ['(app)/+layout.svelte', '(app)/+error.svelte', '(app)/journeys/[id]/+error.svelte'];
/** What opens a document: pages that send what a browser still holds fetch it too. */
const DOCUMENT = ['document/client/connect.ts', 'document/kinds/journey/joined.ts'];
/** Pages that anybody sees: they carry their styles in themselves, and may link none (`slim-page.server.ts`). */
const RESPONDENT = 's/';
/** Kit's own beginning: what it needs is linked on every page, too. */
const RUNTIME = ['entry.js', 'client-entry.js'];
/** Vite's own: how it fetches what comes later. */
const PRELOAD = '\0vite/preload-helper.js';
/** In the order in which one needs another. */
const CHUNKS = ['base', 'page', 'work', 'shared', 'document', 'board'] as const;

/**
 * Which modules of the browser come in one file. The bundler by itself makes one for every set of pages and parts that
 * share something: the board came in 78, most of them below 2 KB, each compressed by itself and thirteen rounds over
 * HTTP/1.1. It comes in six: what respondents' pages need, too, what every page needs, those of the signed-in, more than one of these, documents, the board alone.
 * A part that is fetched later finds there what it shares with the board. All other files are the bundler's.
 * @param root folder of the program
 */
export function clientChunks(root: string): ChunkGroup[] {
	let known: Map<string, string> | null = null;
	return CHUNKS.map((chunk, i) => ({
		name: (id, graph) => {
			known ??= chunksIn(graph, root);
			return known.get(id) === chunk ? chunk : null;
		},
		priority: CHUNKS.length - i
	}));
}

function chunksIn(graph: ModuleGraph, root: string): Map<string, string> {
	const source = (name: string): string => join(root, 'src', name);
	const route = (name: string): string => source(`routes/${name}`);
	const chunks = new Map<string, string>();
	const board = route(BOARD);
	/** Kit's node of the page, and the module that fetches all nodes. */
	const node = graph.getModuleInfo(board)?.importers[0];
	const app = node && graph.getModuleInfo(node)?.dynamicImporters[0];
	if (!node || !app) return chunks;
	const nodes = graph.getModuleInfo(app)!.dynamicallyImportedIds;

	const gather = (chunk: (typeof CHUNKS)[number], ids: Iterable<string>): void => {
		for (const id of ids) if (!chunks.has(id)) chunks.set(id, chunk);
	};
	const closure = (roots: readonly string[]): Set<string> => closureOf(graph, root, roots);
	// A page links the styles of all files that it needs: what respondents need is in one that has none.
	const respondent = closure([
		route(LAYOUT),
		...nodes.filter((one) => graph.getModuleInfo(one)?.importedIds.some((id) => id.startsWith(route(RESPONDENT))))
	]);
	const signedIn = closure([app, board, ...[...EVERY_PAGE, ...WORK_PAGES].map(route)]);
	const runtime = RUNTIME.map((name) => join(root, 'node_modules/@sveltejs/kit/src/runtime/client', name));
	gather('base', closure([app, PRELOAD, ...runtime]));
	gather(
		'base',
		[...signedIn].filter((id) => respondent.has(id))
	);
	gather('page', closure([app, ...EVERY_PAGE.map(route)]));
	gather('work', closure(WORK_PAGES.map(route)));
	const boards = closure([board]);
	const others = closure(nodes.filter((one) => one !== node));
	const documents = closure(DOCUMENT.map(source));
	const among = (some: ReadonlySet<string>): string[] => [...boards].filter((id) => some.has(id));
	gather('shared', among(others));
	gather('document', among(documents));
	gather('board', boards);
	// Kit looks for these by themselves.
	for (const own of [app, ...runtime]) chunks.delete(own);
	return chunks;
}

/** These modules with all that they import, not counting what is fetched later. */
function closureOf(graph: ModuleGraph, root: string, roots: readonly string[]): Set<string> {
	const found = new Set<string>();
	const messages = join(root, 'src/lib/paraglide/messages');
	/** Only says what there is: whoever imports one name gets that module alone (vite.config.ts). */
	const isIndex = (id: string): boolean => /^src\/(domain|document)\/.*index\.ts$/.test(relative(root, id));
	const add = (id: string): void => {
		const module = graph.getModuleInfo(id);
		if (module === null || found.has(id)) return;
		found.add(id);
		for (const imported of module.importedIds) {
			// It names all there are; only those that are called come along.
			if (imported !== `${messages}.js`) follow(imported, namesTo(module.code ?? ''));
			else for (const [, name] of (module.code ?? '').matchAll(/\bm\.(\w+)/g)) add(join(messages, `${name}.js`));
		}
	};
	/** @param wanted of what an index names; null: all of it */
	const follow = (id: string, wanted: ReadonlySet<string> | null): void => {
		const module = isIndex(id) ? graph.getModuleInfo(id) : null;
		if (module === null) return add(id);
		found.add(id);
		const names = namesFrom(id, module.code ?? '');
		for (const imported of module.importedIds)
			if (!wanted || names.get(imported)?.some((name) => wanted.has(name)) !== false) follow(imported, wanted);
	};
	for (const id of roots) add(id);
	return found;
}

const listed = (names: string): string[] =>
	names
		.split(',')
		.map((one) => one.trim())
		.filter((one) => one !== '');

/** What a module takes from indexes, by name; null where it takes one as a whole. */
function namesTo(code: string): ReadonlySet<string> | null {
	const all = [...code.matchAll(/\b(?:import|export)\b([^;"']*?)\bfrom\s*["'][^"']*\bindex\.ts["']/g)];
	const lists = all.map(([, what = '']) => /^\s*\{([^}]*)\}\s*$/.exec(what)?.[1]);
	return lists.includes(undefined)
		? null
		: new Set(lists.flatMap((list) => listed(list!).map((one) => one.split(/\s+as\s+/)[0]!)));
}

/** What an index names one by one, by the module that it is of. */
function namesFrom(index: string, code: string): Map<string, string[]> {
	const names = new Map<string, string[]>();
	for (const [, list = '', from = ''] of code.matchAll(/export\s*\{([^}]*)\}\s*from\s*["']([^"']+)["']/g)) {
		const id = join(dirname(index), from);
		const own = listed(list).map((one) => one.split(/\s+as\s+/).at(-1)!);
		names.set(id, [...(names.get(id) ?? []), ...own]);
	}
	return names;
}
