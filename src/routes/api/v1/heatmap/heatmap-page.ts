import type { RequestEvent } from '@sveltejs/kit';
import type { HeatmapPageQuery, SheetKind } from '#contract/sheet.ts';
import type { Actor } from '#domain/access/index.ts';
import { download } from '#lib/api/server/download.ts';
import { publicOrigin } from '#lib/api/server/public-origin.ts';
import type { Given } from '#lib/features/heatmap/picture.ts';
import { fileOf } from '#lib/features/heatmap/sheet/file.ts';
import { liveAddress } from '#lib/features/heatmap/sheet/live-address.ts';
import { sheetOf } from '#lib/features/heatmap/sheet/sheet-of.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { App } from '#server/app.ts';

type Query = HeatmapPageQuery;

interface Asked {
	readonly app: App;
	readonly actor: Actor;
	readonly query: Query;
	readonly event: RequestEvent;
}

/** The heatmap as a file of one page. */
export async function heatmapPage({ app, actor, query, event }: Asked, kind: SheetKind): Promise<Response> {
	const { view = 'journeys', sort = 'worst', lang = getLocale(), ...filter } = query;
	const [given, workspace, departments] = await Promise.all([
		givenOf(app, actor, view, filter),
		app.workspaces.get(actor),
		app.workspaces.listDepartments(actor)
	]);
	const chosen = new Set(filter.departments ?? []);
	const sheet = sheetOf({
		given,
		address: {
			metric: filter.metric ?? null,
			channel: filter.channel ?? null,
			language: filter.language ?? null,
			place: filter.place ?? null,
			sort
		},
		// Those below one that is named are meant by it.
		departments: departments
			.filter(({ id, parentId }) => chosen.has(id) && (parentId === null || !chosen.has(parentId)))
			.map(({ name }) => name),
		workspaceName: workspace.name,
		locale: lang,
		drawnAt: new Date(),
		live: liveAddress(publicOrigin(event), { ...filter, view, sort }, departments),
		notice: null
	});
	const bytes = await app.sheets.draw(sheet, kind);
	return download(bytes, fileOf(sheet.name, kind));
}

async function givenOf(
	app: App,
	actor: Actor,
	view: NonNullable<Query['view']>,
	filter: Omit<Query, 'view' | 'sort' | 'lang'>
): Promise<Given> {
	switch (view) {
		case 'journeys':
			return { kind: view, view: await app.results.heatmap(actor, filter) };
		case 'departments':
			return { kind: view, view: await app.results.departmentsHeatmap(actor, filter) };
		case 'places':
			return { kind: view, view: await app.results.placesHeatmap(actor, filter) };
	}
}
