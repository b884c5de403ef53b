import * as Y from 'yjs';
import type { FieldsMap } from './about.ts';
import type { DocumentKind, KindTypes } from './kind.ts';
import { changesOf, type StepChange } from './step-changes.ts';
import type { PersonOrigin } from './transaction-origins.ts';

/** A title that this person wrote, and in whose place one stands that somebody else wrote without knowing of it. */
export interface Overruled<Type extends string = string> {
	readonly type: Type;
	/** Empty for a record that is the only one of its kind. */
	readonly id: string;
	readonly field: string;
	/** What stood there when this person wrote. */
	readonly seen: string;
	readonly mine: string;
}

interface Written<Type extends string> extends Overruled<Type> {
	readonly map: FieldsMap;
	readonly item: Y.ID;
}

/**
 * Of two titles that are written at the same moment Yjs keeps one, and says so to nobody. Each editor watches those that
 * its own person wrote: only there is known what it began with, so only there both can be made one.
 * @returns stops it
 */
export function hearOverruled<T extends KindTypes>(
	kind: Pick<DocumentKind<T>, 'roots'>,
	doc: Y.Doc,
	origin: PersonOrigin,
	tell: (overruled: Overruled<T['type']>) => void
): () => void {
	/** What this person wrote last in each place, while nobody has written there who knew of it. */
	const written = new Map<string, Written<T['type']>>();

	const wrote = (change: Extract<StepChange, { what: 'value' }>): void => {
		const { root: name, id, key: field, before, after: mine } = change;
		// Nobody had written it yet.
		const seen = before === undefined ? '' : before;
		const root = kind.roots[name]!;
		const place = JSON.stringify([name, id, field]);
		const map = id === null ? doc.getMap(name) : doc.getMap(name).get(id);
		const item = map instanceof Y.Map ? map._map.get(field) : undefined;
		const isShort = root.titles.includes(field) || root.isTitle?.(field) === true;
		const isTitle = isShort && typeof seen === 'string' && typeof mine === 'string';
		if (!isTitle || !item) written.delete(place);
		else written.set(place, { type: root.type, id: id ?? '', field, seen, mine, map: map as FieldsMap, item: item.id });
	};

	const heard = (transaction: Y.Transaction): void => {
		const changed = transaction.changed as Map<unknown, Set<string | null>>;
		for (const [place, { map, item, ...title }] of written) {
			if (!changed.get(map)?.has(title.field)) continue;
			const standing = map._map.get(title.field);
			if (standing && isPartOf(standing, item)) continue;
			written.delete(place);
			if (standing && !standing.deleted && !knewOf(standing, item)) tell(title);
		}
	};

	const onTransaction = (transaction: Y.Transaction): void => {
		if (!transaction.local) return heard(transaction);
		for (const change of changesOf(kind, transaction))
			if (change.what === 'value') {
				if (transaction.origin === origin) wrote(change);
				// Taken back: this person wants it no more.
				else written.delete(JSON.stringify([change.root, change.id, change.key]));
			}
	};
	doc.on('afterTransaction', onTransaction);
	return () => doc.off('afterTransaction', onTransaction);
}

/** Items that are deleted one after another are made one. */
const isPartOf = (item: Y.Item, { client, clock }: Y.ID): boolean =>
	item.id.client === client && item.id.clock <= clock && clock < item.id.clock + item.length;

/** Did whoever wrote this value of a map know of that one? Each names the one in whose place it was put. */
function knewOf(value: Y.Item, that: Y.ID): boolean {
	let item: Y.Item | null = value;
	while (item !== null) {
		if (isPartOf(item, that)) return true;
		const { origin }: Y.Item = item;
		item = item.left;
		while (item !== null && (origin === null || !isPartOf(item, origin))) item = item.left;
	}
	return false;
}
