import { fail, redirect } from '@sveltejs/kit';
import type { HeatmapHeadline } from '#contract/heatmap.ts';
import { can } from '#domain/access/index.ts';
import { storable } from '#domain/shared/storable.ts';
import type { Heat } from '#lib/features/home/home-view.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import { refuse } from '#lib/forms/refuse.server.ts';
import { pageFrom } from '#lib/paging/page-from.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 48;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { app, actor } = locals;
	const archived = url.searchParams.get('show') === 'archived';
	const query = storable(url.searchParams.get('q') ?? '')
		.trim()
		.slice(0, 200);
	const { items, next } = await pageFrom(url, (from) =>
		app.journeys.list(actor, {
			status: archived ? 'archived' : 'active',
			limit: PAGE,
			...(query !== '' && { q: query }),
			...from
		})
	);
	return {
		journeys: items,
		// Not awaited: the cards stand at once, their colours follow.
		heat: can(actor, 'result.view')
			? heat(
					locals,
					items.map((journey) => journey.id)
				)
			: Promise.resolve(null),
		// Of all journeys: not above some that were searched for, nor above older ones.
		headline:
			can(actor, 'result.view') && !archived && query === '' && !url.searchParams.has('cursor')
				? headline(locals)
				: null,
		present: app.journeys.present(actor),
		templates: can(actor, 'journey.create') ? app.journeys.templates(getLocale()) : [],
		archived,
		query,
		creating: url.searchParams.has('new'),
		more: next === null ? null : olderPage(url, next)
	};
};

/** The scenes' scores of each journey; null when they cannot be read, which the page says. */
async function heat({ app, actor }: App.Locals, ids: readonly string[]): Promise<Heat | null> {
	try {
		const [scenes, answered] = await Promise.all([
			app.results.scenesOf(actor, ids),
			app.results.answeredOf(actor, ids)
		]);
		return { scenes, answered };
	} catch (error) {
		app.log.error({ err: error }, 'scores for the home page could not be read');
		return null;
	}
}

/** null when it cannot be read: the page says so of the scores below it. */
async function headline({ app, actor }: App.Locals): Promise<HeatmapHeadline | null> {
	try {
		return await app.results.headline(actor);
	} catch (error) {
		app.log.error({ err: error }, 'the worst scene for the home page could not be read');
		return null;
	}
}

function olderPage(url: URL, cursor: string): string {
	const params = new URLSearchParams(url.searchParams);
	params.delete('new');
	params.set('cursor', cursor);
	return `?${params}`;
}

export const actions = {
	create: async ({ locals: { app, actor }, request }) => {
		const form = await readForm(request);
		const title = String(form.get('title') ?? '');
		const template = String(form.get('template') ?? 'blank');
		let id: string;
		try {
			({ id } = await app.journeys.create(actor, { title, template, locale: getLocale() }));
		} catch (error) {
			const { status, data } = refuse(error);
			return fail(status, { ...data, title, template });
		}
		redirect(303, `/journeys/${id}`);
	},

	update: async ({ locals: { app, actor }, request }) => {
		const form = await readForm(request);
		try {
			await app.journeys.update(actor, String(form.get('id')), {
				...(form.has('title') && { title: form.get('title') }),
				...(form.has('status') && { status: form.get('status') })
			});
			return {};
		} catch (error) {
			return refuse(error);
		}
	}
} satisfies Actions;
