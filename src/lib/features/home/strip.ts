import { formatDay } from '#lib/charts/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** More scenes than these stand in several rows: below a sixth of a card no figure is whole. */
export const MOST_COLUMNS = 6;

/** Columns of a card's strip, so that its rows are about equally long. */
export const columnsOf = (scenes: number): number => Math.ceil(scenes / Math.ceil(scenes / MOST_COLUMNS));

/** What is told of a scene whose question has been worded anew. */
export interface Worded {
	readonly title: string;
	/** Day on which the new wording was first asked; null where none is new. */
	readonly since: string | null;
	/** "n 3"; empty when nobody has answered yet. */
	readonly n: string;
}

/** "New wording since Nov 27: Plan and book (n 3), Arrival": a line for each day, the latest first. */
export function newWordings(scenes: readonly Worded[], locale: string): string[] {
	const list = new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' });
	const days = [...new Set(scenes.map(({ since }) => since))].filter((since) => since !== null);
	return days
		.sort()
		.reverse()
		.map((since) => {
			const named = scenes
				.filter((scene) => scene.since === since)
				.map(({ title, n }) => m.journeys_worded_scene({ title, n: n || m.results_n({ n: '0' }) }));
			return m.journeys_worded({ day: formatDay(since, locale), scenes: list.format(named) });
		});
}
