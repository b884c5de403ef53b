import { isId } from '#domain/shared/ids.ts';
import { api, ApiError } from '#lib/api/client.ts';

/** A journey of which this device holds edits. */
export interface Reached {
	/** `journey/<id>` */
	readonly document: string;
	readonly id: string;
	/** null: not known. */
	readonly title: string | null;
	/** `gone`: deleted, or out of this person's reach. `unknown`: the server could not be asked. */
	readonly where: 'here' | 'gone' | 'unknown';
}

const PREFIX = 'journey/';
/** As many as one page of a list can tell of. */
const MOST = 200;

/** Asks the server which of these documents are journeys that can be opened here. */
export async function reachable(documents: readonly string[]): Promise<Reached[]> {
	const ids = documents
		.map((document) => document.slice(PREFIX.length))
		.filter(isId)
		.slice(0, MOST);
	if (ids.length === 0) return [];
	const titles = await titlesOf(ids);
	return ids.map((id) => {
		const title = titles?.get(id) ?? null;
		return { document: PREFIX + id, id, title, where: titles === null ? 'unknown' : title === null ? 'gone' : 'here' };
	});
}

/** null: no answer. */
async function titlesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string> | null> {
	try {
		const query = { ids: ids.join(','), limit: ids.length };
		const { items } = await api.get<{ items: readonly { id: string; title: string }[] }>('/journeys', { query });
		return new Map(items.map(({ id, title }) => [id, title]));
	} catch (error) {
		if (error instanceof ApiError) return null;
		throw error;
	}
}
