import { isId } from '#domain/shared/ids.ts';
import { api, ApiError } from '#lib/api/client.ts';
import { type AsideKind, asideKinds, idOf } from './aside-kinds.ts';

/** A document of which this device holds edits. */
export interface Reached {
	/** `journey/<id>` */
	readonly document: string;
	readonly id: string;
	/** null: not known. */
	readonly title: string | null;
	/** `gone`: deleted, or out of this person's reach. `unknown`: the server could not be asked. */
	readonly where: 'here' | 'gone' | 'unknown';
}

/** As many as one page of a list can tell of. */
const MOST = 200;

/** Asks the server which of these documents can be opened here; those of kinds that this program does not know are left out. */
export async function reachable(documents: readonly string[]): Promise<Reached[]> {
	return (await Promise.all(asideKinds.map((kind) => ofKind(kind, documents)))).flat();
}

async function ofKind({ kind, list }: AsideKind, documents: readonly string[]): Promise<Reached[]> {
	const mine = documents
		.filter((document) => document.startsWith(`${kind.name}/`) && isId(idOf(document)))
		.slice(0, MOST);
	if (mine.length === 0) return [];
	const titles = await titlesOf(list, mine.map(idOf));
	return mine.map((document) => {
		const title = titles?.get(idOf(document)) ?? null;
		const where = titles === null ? 'unknown' : title === null ? 'gone' : 'here';
		return { document, id: idOf(document), title, where };
	});
}

/** null: no answer. */
async function titlesOf(list: string, ids: readonly string[]): Promise<ReadonlyMap<string, string> | null> {
	try {
		const query = { ids: ids.join(','), limit: ids.length };
		const { items } = await api.get<{ items: readonly { id: string; title: string }[] }>(list, { query });
		return new Map(items.map(({ id, title }) => [id, title]));
	} catch (error) {
		if (error instanceof ApiError) return null;
		throw error;
	}
}
