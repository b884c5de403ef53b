import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, url }) => {
	const [runs, { items }] = await Promise.all([
		app.imports.list(actor),
		app.journeys.list(actor, { status: 'active', limit: 200 })
	]);
	return {
		runs,
		journeys: items.map(({ id, title }) => ({ id, title })),
		journey: url.searchParams.get('journey') ?? ''
	};
};
