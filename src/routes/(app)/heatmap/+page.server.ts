import { heatmapAsked, notLooking, readAddress, writeAddress, type Address } from '#lib/features/heatmap/address.ts';
import { shortfall } from '#domain/metrics/index.ts';
import { NOBODY, type Given } from '#lib/features/heatmap/picture.ts';
import { withBelow, withKnown } from '#lib/numbers/department.ts';
import { scoreFor } from '#lib/charts/score-view.ts';
import type { Actor } from '#domain/access/index.ts';
import type { App } from '#server/app.ts';
import type { PageServerLoad } from './$types';

/** The heatmap that the address asks for, and what lies behind the cell that is looked at closely. */
export const load: PageServerLoad = async ({ locals: { app, actor }, url, isDataRequest, depends }) => {
	depends('app:numbers');
	const read = readAddress(url.searchParams);
	const departments = await app.workspaces.listDepartments(actor);
	const owners = withBelow(departments, read.department);
	const address: Address = withKnown(read, owners);
	const asked = { ...heatmapAsked(address), ...(owners && { departments: [...owners] }) };
	const [given, parts, places] = await Promise.all([
		givenOf(app, actor, address, asked),
		partsOf(app, actor, address, asked),
		app.results.placeNames(actor)
	]);
	const closer = closerOf(app, actor, address, asked, parts);
	// Who comes from elsewhere gets all of it at once; on the page it follows, and its place is kept.
	if (isDataRequest) closer.catch(() => {});
	return {
		address,
		closed: writeAddress(address, notLooking),
		given,
		parts,
		closer: isDataRequest ? closer : await closer,
		places,
		/** What was asked for, as the API takes it. */
		asked: heatmapAsked(address),
		owners: owners && [...owners],
		/** Fills the screen, without a bar. */
		bare: address.view === 'journeys' && url.searchParams.get('wall') === '1',
		departments: departments.map(({ id, name }) => ({ id, name }))
	};
};

type Asked = ReturnType<typeof heatmapAsked> & { readonly departments?: string[] };

async function givenOf(app: App, actor: Actor | null, { view }: Address, asked: Asked): Promise<Given> {
	switch (view) {
		case 'journeys':
			return { kind: view, view: await app.results.heatmap(actor, asked) };
		case 'departments':
			return { kind: view, view: await app.results.departmentsHeatmap(actor, asked) };
		case 'places':
			return { kind: view, view: await app.results.placesHeatmap(actor, asked) };
	}
}

/** The touchpoints behind the cell; null where there is no such cell, or it is of one touchpoint anyway. */
async function partsOf(app: App, actor: Actor | null, { view, scene, row, col }: Address, asked: Asked) {
	if (scene !== null) return app.results.sceneParts(actor, scene, asked);
	if (view !== 'departments' || row === null) return null;
	return app.results.departmentParts(actor, row === NOBODY ? null : row, { ...asked, metric: col });
}

type Parts = Awaited<ReturnType<typeof partsOf>>;

/** The touchpoint that is looked at: the one that was chosen, else what is surely short by most, or has most answers. */
async function closerOf(app: App, actor: Actor | null, address: Address, asked: Asked, parts: Parts) {
	const { view, row, col, touchpoint } = address;
	if (view === 'places') return col === null ? null : app.results.closerLook(actor, col, { ...asked, place: row });
	const first = (parts ?? []).toSorted((a, b) => short(b) - short(a) || n(b) - n(a))[0];
	const id = (parts ?? []).find((one) => one.id === touchpoint)?.id ?? first?.id;
	return id === undefined
		? null
		: app.results.closerLook(actor, id, { ...asked, ...(view === 'departments' && { metric: col }) });
}

const short = ({ scores }: NonNullable<Parts>[number]): number =>
	Math.max(0, ...scores.filter(({ current, judgement }) => current && judgement === 'bad').map(shortfall));
const n = ({ scores }: NonNullable<Parts>[number]): number => scoreFor(scores, null)?.n ?? 0;
