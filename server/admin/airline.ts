import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Actor } from '#domain/access/index.ts';
import { IMPORT_CHUNK, planRows, wantedCodes, type Mapping, type PlannedRow } from '#domain/imports/index.ts';
import { airlineReasons, templates } from '#domain/journey/index.ts';
import type { Locale } from '#domain/shared/locale.ts';
import type { App } from '../app.ts';
import { importedId } from '../areas/imports/imports.ts';
import { StartError } from '../platform/start-error.ts';
import { optional, options, withApp, type Command } from './command.ts';
import { ownerOf, workspaceOf } from './people.ts';

const DAY_MS = 86_400_000;
const COLUMNS = ['created_at', 'sentiment', 'reason', 'text'] as const;
const titles: Readonly<Record<Locale, string>> = {
	en: 'Airline trip, as passengers tell it',
	'zh-CN': '航空出行 · 旅客怎么说'
};

export interface AirlineImport {
	readonly journeyId: string;
	readonly rows: number;
	readonly created: number;
	readonly duplicate: number;
	readonly failed: number;
}

export const importAirline: Command = {
	name: 'import-airline',
	usage: 'import-airline <file.csv> [--shift-to-now] [--locale zh-CN] [--workspace <id>]',
	about:
		'Makes a journey of the airline template and imports public feedback (columns created_at, sentiment, reason, text; airline, where there is one, is the place) onto it. With --shift-to-now the newest row is of today: boards show the last 30 days.',
	parse: options({ 'shift-to-now': { type: 'boolean' }, locale: { type: 'string' }, workspace: { type: 'string' } }),
	run: (surroundings, given) =>
		withApp(surroundings, async (app) => {
			const [file] = given.words;
			if (file === undefined) throw new StartError('Say which file: import-airline <file.csv>.');
			const locale = optional(given, 'locale') ?? 'en';
			if (locale !== 'en' && locale !== 'zh-CN')
				throw new StartError(`--locale is "${locale}", but must be en or zh-CN.`);
			const owner = await ownerOf(app, await workspaceOf(surroundings.db, optional(given, 'workspace')));
			const text = await readFile(file, 'utf8').catch((error: Error) => {
				throw new StartError(`${file} cannot be read (${error.message}).`);
			});
			const done = await importFeedback(app, owner, {
				name: basename(file),
				text,
				locale,
				shiftToNow: given.values['shift-to-now'] === true,
				now: new Date()
			});
			surroundings.print(
				`${done.rows} rows: ${done.created} new, ${done.duplicate} there before, ${done.failed} not taken.`
			);
			surroundings.print(`${surroundings.config.origin}/journeys/${done.journeyId}`);
		})
};

/** Reads the file, and imports every row under its touchpoint. Doing it again finds every row already there. */
export async function importFeedback(
	app: App,
	actor: Actor,
	given: {
		readonly name: string;
		readonly text: string;
		readonly locale: Locale;
		readonly shiftToNow: boolean;
		readonly now: Date;
	}
): Promise<AirlineImport> {
	const [header = [], ...rows] = parse(given.text, {
		bom: true,
		record_delimiter: ['\r\n', '\n', '\r'],
		relax_column_count: true,
		skip_empty_lines: true
	}) as string[][];
	const column = (name: (typeof COLUMNS)[number] | 'airline'): number => header.indexOf(name);
	const missing = COLUMNS.filter((name) => column(name) < 0);
	if (missing.length > 0) throw new StartError(`${given.name} has no column ${missing.join(', ')}.`);

	const { id: journeyId, touchpoints } = await journeyFor(app, actor, given.locale);
	const reasons = Object.entries(airlineReasons).map(
		([reason, key]) => [reason.toLowerCase(), touchpoints[key]!] as const
	);
	const mapping: Mapping = {
		kind: 'csat',
		score: { column: column('sentiment'), values: { negative: 2, neutral: 3, positive: 5 } },
		// Only what is negative has a reason; the rest is about the trip as a whole.
		touchpoint: { column: column('reason'), values: { ...Object.fromEntries(reasons), '': touchpoints.general! } },
		time: { column: column('created_at'), order: 'ymd' },
		comment: column('text'),
		customer: null,
		externalId: null,
		language: 'en',
		// Whom it is about stands beside what it is about, as one shop beside others does.
		place: column('airline') < 0 ? null : column('airline')
	};
	const planned = planRows(rows, mapping, { timeZone: 'UTC', fileKey: given.name });
	const ready = planned.flatMap((one) => (one.status === 'ready' ? [one.row] : []));
	if (ready.length === 0) throw new StartError(`${given.name} has no row that could be imported.`);
	const shift = given.shiftToNow ? await shiftOf(app, actor, ready, given.now) : 0;

	const run = await app.imports.start(actor, {
		fileName: given.name,
		kind: 'csat',
		total: ready.length,
		unreadable: rows.length - ready.length,
		...wantedCodes(ready),
		language: 'en'
	});
	for (let at = 0; at < ready.length; at += IMPORT_CHUNK) {
		await app.imports.add(actor, run.id, { rows: ready.slice(at, at + IMPORT_CHUNK).map((row) => moved(row, shift)) });
	}
	const { created, duplicate, failed } = await app.imports.finish(actor, run.id);
	return { journeyId, rows: rows.length, created, duplicate, failed };
}

async function journeyFor(
	app: App,
	actor: Actor,
	locale: Locale
): Promise<{ id: string; touchpoints: Readonly<Record<string, string>> }> {
	const title = titles[locale];
	const there = (await app.journeys.list(actor, { q: title, limit: 200 })).items.find((one) => one.title === title);
	if (!there) return app.journeys.create(actor, { title, template: 'airline', locale });
	const map = await app.journeys.get(actor, there.id);
	const byTitle = new Map(map.touchpoints.map((touchpoint) => [touchpoint.title, touchpoint.id]));
	const named = templates.airline.scenes.flatMap((scene) => scene.touchpoints ?? []);
	const touchpoints = Object.fromEntries(
		named.flatMap(({ key, title: words }) => (byTitle.has(words[locale]) ? [[key, byTitle.get(words[locale])!]] : []))
	);
	const lost = [...new Set(Object.values(airlineReasons))].filter((key) => touchpoints[key] === undefined);
	if (lost.length > 0)
		throw new StartError(
			`The journey "${title}" has lost touchpoints that the file needs: rename it, and a new one is made.`
		);
	return { id: there.id, touchpoints };
}

/**
 * Whole days by which everything moves so that the newest row is of the last 24 hours. Rows that are there already say how far
 * they moved then: repeated on another day, an import must find the same answers.
 */
async function shiftOf(app: App, actor: Actor, rows: readonly PlannedRow[], now: Date): Promise<number> {
	const [first] = rows;
	const stored = await app.db.system
		.selectFrom('response')
		.select('submitted_at')
		.where('workspace_id', '=', actor.workspaceId)
		.where('id', '=', importedId(actor.workspaceId, 'csat', first!))
		.executeTakeFirst();
	if (stored) return stored.submitted_at.getTime() - Date.parse(first!.submittedAt!);
	const newest = rows.reduce((latest, row) => Math.max(latest, Date.parse(row.submittedAt!)), 0);
	return Math.floor((now.getTime() - newest) / DAY_MS) * DAY_MS;
}

const moved = (row: PlannedRow, shift: number): PlannedRow =>
	shift === 0 ? row : { ...row, submittedAt: new Date(Date.parse(row.submittedAt!) + shift).toISOString() };
