import { error, fail } from '@sveltejs/kit';
import { type Actor, can } from '#domain/access/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { asideItems, type NameOf, sinceNames } from '#lib/aside/aside-view.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import { refuse } from '#lib/forms/refuse.server.ts';
import { pageFrom } from '#lib/paging/page-from.server.ts';
import type { ComparedVersions } from '#server/areas/journeys/map-versions.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?version=` which one is looked at, `?with=` what it is compared with (nothing: the map now), `?cursor=` the page of the list. */
export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => {
	const cursor = url.searchParams.get('cursor');
	const version = url.searchParams.get('version');
	const other = url.searchParams.get('with');
	const [{ items: journeys }, versions, departments] = await Promise.all([
		app.journeys.list(actor, isId(params.id) ? { ids: [params.id] } : { limit: 1 }),
		pageFrom(url, (from) => app.versions.list(actor, params.id, { limit: 50, ...from })),
		app.workspaces.listDepartments(actor)
	]);
	const journey = journeys.find(({ id }) => id === params.id);
	if (!journey) error(404, 'not_found', { code: 'not_found' });
	const names = new Map(departments.map(({ id, name }) => [id, name]));
	const { compared, problem } = version
		? await app.versions.compare(actor, params.id, version, other || null).then(
				(compared) => ({ compared, problem: null }),
				(refused: unknown) => ({ compared: null, problem: problemOf(refused) })
			)
		: { compared: null, problem: null };
	return {
		journey: { id: journey.id, title: journey.title },
		versions,
		cursor: cursor || null,
		canEdit: can(actor!, 'journey.edit'),
		problem,
		compared: compared && inOrder(compared, (id) => (id === null ? undefined : names.get(id)))
	};
};

/** The older one first, whichever was chosen: what differs is told as what happened since. */
function inOrder({ version, other, here, there }: ComparedVersions, departmentName: NameOf) {
	const swapped = other !== null && other.at < version.at;
	const [before, after] = swapped ? [there, here] : [here, there];
	return {
		version,
		other,
		older: swapped ? other : version,
		newer: swapped ? version : other,
		items: asideItems({ snapshot: before, places: null }, after, departmentName, sinceNames)
	};
}

/** Versions go in time, and links to them stay. Anything else is for the error page. */
function problemOf(refused: unknown): 'gone' | 'too-new' {
	const { code } = refused as { code?: unknown };
	if (code === 'not_found') return 'gone';
	if (code === 'version_too_new') return 'too-new';
	throw refused;
}

/** Refused before the page is drawn again: there may be none. */
function mayEdit(actor: Actor | null): void {
	if (actor === null || !can(actor, 'journey.edit')) error(403, 'forbidden', { code: 'forbidden' });
}

export const actions = {
	name: async ({ locals: { app, actor }, params, request }) => {
		mayEdit(actor);
		const form = await readForm(request);
		try {
			await app.versions.name(actor, params.id, { title: form.get('title') ?? '' });
			return {};
		} catch (error) {
			const { status, data } = refuse(error);
			return fail(status, { ...data, title: String(form.get('title') ?? '') });
		}
	},

	restore: async ({ locals: { app, actor }, params, request }) => {
		mayEdit(actor);
		const form = await readForm(request);
		try {
			await app.versions.restore(actor, params.id, String(form.get('id')));
			return {};
		} catch (error) {
			return refuse(error);
		}
	},

	remove: async ({ locals: { app, actor }, params, request }) => {
		mayEdit(actor);
		const form = await readForm(request);
		try {
			await app.versions.remove(actor, params.id, String(form.get('id')));
			return {};
		} catch (error) {
			return refuse(error);
		}
	}
} satisfies Actions;
