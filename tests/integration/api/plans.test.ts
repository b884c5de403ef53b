import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiRoutes } from '#lib/api/server/routes.ts';
import { isFile, specOf } from '#lib/api/server/spec.ts';
import { testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { caller, openApp } from './support.ts';
import { fillWithAnswers, type Filled } from './many-answers.ts';

/*
 * Every filter of the API's lists has an index that its plan uses. The lists and their filters are read from the endpoints;
 * each is asked for as a caller would, over enough rows that the planner has a choice, and what it asks of the database is
 * explained. A new filter without an index fails here by its name.
 */

/** How a page is asked for; no filter. */
const PAGING = new Set(['limit', 'cursor', 'skip', 'options', 'asOf', 'after', 'view', 'sort', 'lang']);

/** A rare value for each filter, by its name; a new filter needs one. */
const samples = (filled: Filled, versionId: string): Record<string, string> => ({
	journeyId: filled.journeyId,
	touchpointId: filled.touchpointId,
	surveyId: filled.surveyId,
	collectorId: filled.collectorId,
	definition: filled.definitionId,
	departments: filled.departmentId,
	ids: filled.journeyId,
	channel: 'api',
	place: filled.place,
	language: 'zh-CN',
	status: 'archived',
	metric: 'nps',
	compare: 'year',
	period: '7',
	from: filled.recently,
	to: filled.longAgo,
	q: 'harbour',
	with: versionId,
	touchpoints: filled.touchpointId,
	customerId: filled.customerId,
	version: '2',
	score: '0-6',
	mark: 'any',
	tag: 'rare',
	words: 'yes',
	text: 'harbour'
});

/** The heatmap is of a whole workspace: counts are found by their days (`score_day_by_day`), and all else that it asks is nearly everything. */
const OF_ALL =
	'is applied to the counts of the days, which are found by their index; codes are nearly all of the workspace’s';

/** Of the answers of a workspace, newest first. */
const OF_ANSWERS: Record<string, string> = {
	version:
		'is asked together with the survey, whose codes are found by their index; newest first most are of few versions',
	metric: 'is held against answers in their order: whoever measures by it has many',
	score: 'is held against answers in their order: no part of a scale is rare',
	mark: 'goes by an index that holds the marked answers alone (`response_marked_by_time`), which no condition says',
	words: 'goes by an index that holds the answers with words alone (`response_words_by_time`), which no condition says',
	text: 'is looked for in the answers with words alone, in their order (`response_words_by_time`); a trigram index finds no word of two characters'
};

/** Filters without an index of their own, and why. */
const WITHOUT: Record<string, string> = {
	'/api/v1/journeys q':
		'words are looked for in the texts of one workspace’s maps, hundreds at most; a trigram index finds no word of two characters, as most Chinese words are',
	...Object.fromEntries(
		['', '/departments', '/places', '/page.pdf', '/page.png'].flatMap((view) =>
			['from', 'to', 'period', 'channel', 'place'].map((one) => [`/api/v1/heatmap${view} ${one}`, OF_ALL])
		)
	),
	...Object.fromEntries(
		['channel', 'language', 'place'].map((one) => [
			`/api/v1/journeys/[id]/drivers ${one}`,
			'is looked for among the newest answers to one question, in their order: `response_of_touchpoint`'
		])
	),
	...Object.fromEntries(
		['', '/summary', '/newer', '/export.csv', '/export.xlsx', '/export.json'].flatMap((view) =>
			Object.entries(OF_ANSWERS).map(([one, why]) => [`/api/v1/responses${view} ${one}`, why])
		)
	),
	'/api/v1/touchpoints/[id]/trend channel':
		'is held against all channels of the touchpoint in these days, which are found by their index',
	'/api/v1/touchpoints/[id]/collectors period':
		'is compared with the day from which each collector is counted; what it finds is found by the collector and that day',
	'/api/v1/heatmap/places departments': OF_ALL,
	'/api/v1/heatmap/places language': 'is refused: no counts tell a language and a place apart',
	...Object.fromEntries(
		['definition', 'channel', 'place'].map((one) => [
			`/api/v1/touchpoints/[id]/comments ${one}`,
			'is looked for among the answers with words of one touchpoint, in their order: `response_with_text`'
		])
	)
};

/** What grows with every answer. */
const large: ReadonlySet<string> = new Set(['response', 'score_day', 'score_day_by']);
/** What filters are about: lists of these, and of what hangs on them. */
const filtered: ReadonlySet<string> = new Set([...large, 'journey', 'touchpoint', 'survey', 'collector']);

/** Counts what lies outside a window, too: of all days on purpose. */
const OUTSIDE = /filter \(where last < |case when first < /;

/**
 * Asks for codes after the filter, by the name of their place or for the names of hundreds of them: where they are many of the
 * workspace's, its codes are read one after the other.
 */
const OF_NAMES = /c\.name = any\(\$\d::text\[\]\)|select "id", "name", "channel" from "collector"/;

interface Node {
	readonly 'Node Type': string;
	readonly 'Relation Name'?: string;
	readonly 'Index Name'?: string;
	readonly 'Index Cond'?: string;
	readonly 'Recheck Cond'?: string;
	readonly Plans?: readonly Node[];
}
interface Asked {
	readonly text: string;
	readonly values: readonly unknown[];
}

/** Lists: what is read with parameters in the address. */
const lists: { route: string; file: boolean; filters: string[] }[] = [];
for (const [route, module] of Object.entries(await apiRoutes())) {
	const { query, response } = specOf(module.GET) ?? {};
	if (query === undefined) continue;
	const names = Object.keys((query as unknown as { entries: object }).entries);
	lists.push({ route, file: isFile(response), filters: names.filter((name) => !PAGING.has(name)) });
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const ofDays = /"score_day"[^]*\bchannel = \$\d/;
const byDays = (node: Node): boolean =>
	/^score_day_of_(touchpoint|channel)$/.test(node['Index Name'] ?? '') && /\(day >= /.test(node['Index Cond'] ?? '');

/** Conditions on constants that an index answers; not those that only join. */
const answered = (nodes: readonly Node[]): Set<string> =>
	new Set(
		nodes
			.flatMap((node) => [node['Index Cond'] ?? '', node['Recheck Cond'] ?? ''])
			.flatMap((condition) => condition.split(' AND '))
			.map((part) => part.replace(/^\(+|\)+$/g, ''))
			.filter((part) => part !== '' && !/= [a-z_]\w*\.\w+$/.test(part))
	);

describe.each(testDatabases())('the lists of the API ($name)', (engine) => {
	let opened: Awaited<ReturnType<typeof openApp>>;
	let owner: Person;
	let filled: Filled;
	let versionId: string;
	let explainer: pg.Client;

	beforeAll(async () => {
		// Without what runs by the minute: it would be taken for what a request asks, and project maps whose documents are empty.
		opened = await openApp(engine, { ROLES: 'web,collab' });
		({ owner } = await opened.people.workspace());
		filled = await fillWithAnswers(opened.db, owner.actor);
		// Another map: one that was opened is projected anew when its room is closed, and its document is empty.
		({ id: versionId } = await opened.app.versions.name(owner.actor, filled.openedId, { title: 'Before' }));
		explainer = opened.db.createClient('explainer');
		await explainer.connect();
	}, 120_000);
	afterAll(async () => {
		await explainer.end();
		await opened.close();
	});

	/** What a request asks of the database. */
	async function asked(route: string, query: Record<string, string>): Promise<Asked[]> {
		const journey = /\/(?:results|drivers|lines)$/.test(route) ? filled.journeyId : filled.openedId;
		const of: Record<string, string> = {
			journeys: journey,
			scenes: filled.sceneId,
			surveys: filled.surveyId,
			collectors: filled.collectorId
		};
		const id = of[route.split('/')[3]!] ?? filled.touchpointId;
		const path = `${route.replace('/api/v1', '').replace('[id]', id).replace('[version]', versionId)}?${new URLSearchParams(query)}`;
		const spy = vi.spyOn(pg.Client.prototype, 'query');
		try {
			const { status, text } = await caller(opened.app, owner.actor)('GET', path);
			expect(status, `${path}: ${text.slice(0, 300)}`).toBe(200);
			return spy.mock.calls.flatMap(([first, second]): Asked[] => {
				const given = first as unknown as string | { text: string; values?: unknown[] };
				const text = typeof given === 'string' ? given : given.text;
				const values = (typeof given === 'string' ? (second as unknown) : given.values) ?? [];
				return /^\s*(?:select|with)\b[^]*\bfrom\b/i.test(text) && Array.isArray(values) ? [{ text, values }] : [];
			});
		} finally {
			spy.mockRestore();
		}
	}

	async function plan({ text, values }: Asked): Promise<Node[]> {
		const { rows } = await explainer.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`explain (format json) ${text}`, [
			...values
		]);
		return nodesOf(rows[0]!['QUERY PLAN'][0].Plan);
	}

	const needed = (route: string): Record<string, string> =>
		route.endsWith('/trend')
			? { definition: filled.definitionId }
			: route.endsWith('/responses/newer')
				? { after: new Date().toISOString() }
				: route.endsWith('/lines')
					? { touchpoints: filled.touchpointId }
					: {};

	it('are found, with filters that an example is known of', () => {
		expect(lists.length).toBeGreaterThan(10);
		const known = samples(filled, versionId);
		const names = lists.flatMap(({ filters }) => filters);
		expect([...new Set(names)].filter((name) => known[name] === undefined)).toEqual([]);
		const all = lists.flatMap(({ route, filters }) => filters.map((filter) => `${route} ${filter}`));
		expect(Object.keys(WITHOUT).filter((name) => !all.includes(name))).toEqual([]);
	});

	// A file of everything is read from end to end.
	// What sums up all answers reads all of them.
	it.each(lists.filter(({ file, route }) => !file && !route.endsWith('/responses/summary')))(
		'$route reads neither answers nor counts from end to end',
		async ({ route }) => {
			for (const one of await asked(route, needed(route))) {
				const scanned = (await plan(one))
					.filter((node) => node['Node Type'] === 'Seq Scan')
					.map((node) => node['Relation Name']!);
				expect(
					scanned.filter((table) => large.has(table)),
					one.text
				).toEqual([]);
			}
		}
	);

	const filters = lists.flatMap(({ route, filters }) => filters.map((filter) => ({ route, filter })));
	it.each(filters.filter(({ route, filter }) => WITHOUT[`${route} ${filter}`] === undefined))(
		'$route?$filter is answered by an index',
		async ({ route, filter }) => {
			const base = await asked(route, needed(route));
			const key = ({ text, values }: Asked) => JSON.stringify([text, values]);
			const known = new Set(base.map(key));
			const before = new Set((await Promise.all(base.map(plan))).flatMap((nodes) => [...answered(nodes)]));
			const query = { ...needed(route), [filter]: samples(filled, versionId)[filter]! };
			// What is asked all the same, or not at all, does not depend on the filter: it is applied to what was read.
			for (const one of (await asked(route, query)).filter((some) => !known.has(key(some)))) {
				if (OUTSIDE.test(one.text)) continue;
				const nodes = await plan(one);
				const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']!);
				expect(
					scanned.filter((table) => large.has(table)),
					one.text
				).toEqual([]);
				if (!nodes.some((node) => filtered.has(node['Relation Name'] ?? ''))) continue;
				if (OF_NAMES.test(one.text)) continue;
				// Beside days of some touchpoints, which an index of both finds, a channel is one of a few.
				if (ofDays.test(one.text) && nodes.some(byDays)) continue;
				const fresh = [...answered(nodes)].filter((condition) => !before.has(condition));
				expect(fresh, `no index is asked for ${filter}:\n${one.text}\n${JSON.stringify(nodes, null, 1)}`).not.toEqual(
					[]
				);
			}
		}
	);
});
