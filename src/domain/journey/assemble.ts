import { byOrder } from '#domain/shared/order.ts';
import type { Id } from '#domain/shared/ids.ts';
import type { JourneyRecord, RecordOf, RecordType } from './records/registry.ts';
import type { Item, JourneyMeta, JourneySnapshot, Orphan, Quarantined } from './snapshot.ts';

/** Valid records as they lie in a document, by type and id, with nothing yet said about how they fit together. */
export type RecordStore = { readonly [T in RecordType]: ReadonlyMap<Id, RecordOf<T>> };

export type BareMeta = Omit<JourneyMeta, 'personaIds'>;

/**
 * A consistent snapshot from records that may not fit together. Lists equal to those of `previous` are reused, so
 * whoever compares by identity sees exactly what changed.
 */
export function assemble(
	meta: BareMeta,
	store: RecordStore,
	quarantine: readonly Quarantined[] = [],
	previous?: JourneySnapshot
): JourneySnapshot {
	const orphans: Orphan[] = [];
	const placed = <R extends Item>(records: ReadonlyMap<Id, R>): R[] => {
		const kept: R[] = [];
		for (const record of records.values()) {
			if (!store.scene.has(record.sceneId)) orphans.push({ record, missing: 'scene' });
			else if (!store.lane.has(record.laneId)) orphans.push({ record, missing: 'lane' });
			else kept.push(record);
		}
		return kept.sort(byOrder);
	};
	const touchpoints = placed(store.touchpoint);
	const cards = placed(store.card);
	const isPlaced = new Set(touchpoints.map((t) => t.id));
	const personas = [...store.persona.values()].sort(byOrder);
	orphans.sort((a, b) => byId(a.record, b.record));

	const next: JourneySnapshot = {
		meta: { ...meta, personaIds: personas.map((p) => p.id) },
		scenes: [...store.scene.values()].sort(byOrder),
		lanes: [...store.lane.values()].sort(byOrder),
		touchpoints,
		cards,
		paths: [...store.path.values()].filter((p) => isPlaced.has(p.fromId) && isPlaced.has(p.toId)).sort(byId),
		personas,
		markers: [...store.marker.values()].map((m) => anchored(m, isPlaced)).sort(byDay),
		orphans,
		quarantine
	};
	return previous ? share(previous, next) : next;
}

/** The store a snapshot came from; records that it left out on purpose (dangling paths) are not in it. */
export function disassemble(snapshot: JourneySnapshot): RecordStore {
	const index = <R extends JourneyRecord>(list: readonly R[]): Map<Id, R> => new Map(list.map((r) => [r.id, r]));
	const lost = snapshot.orphans.map((o) => o.record);
	return {
		scene: index(snapshot.scenes),
		lane: index(snapshot.lanes),
		touchpoint: index([...snapshot.touchpoints, ...lost.filter((r) => r.type === 'touchpoint')]),
		card: index([...snapshot.cards, ...lost.filter((r) => r.type === 'card')]),
		path: index(snapshot.paths),
		persona: index(snapshot.personas),
		marker: index(snapshot.markers)
	};
}

/** An empty journey: what a document is before it is seeded. */
export const emptySnapshot = (meta: BareMeta): JourneySnapshot => assemble(meta, disassemble(NOTHING));

const NOTHING = {
	scenes: [],
	lanes: [],
	touchpoints: [],
	cards: [],
	paths: [],
	personas: [],
	markers: [],
	orphans: [],
	quarantine: []
} as unknown as JourneySnapshot;

const byId = (a: { id: Id }, b: { id: Id }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const byDay = (a: RecordOf<'marker'>, b: RecordOf<'marker'>): number =>
	a.day < b.day ? -1 : a.day > b.day ? 1 : byId(a, b);

const anchored = (marker: RecordOf<'marker'>, isPlaced: ReadonlySet<Id>): RecordOf<'marker'> =>
	marker.touchpointId === null || isPlaced.has(marker.touchpointId) ? marker : { ...marker, touchpointId: null };

/** `next`, with every part that equals the previous one replaced by it. */
function share(previous: JourneySnapshot, next: JourneySnapshot): JourneySnapshot {
	const shared: Record<string, unknown> = { ...next };
	for (const key of Object.keys(next) as (keyof JourneySnapshot)[]) {
		if (key === 'meta') {
			if (sameMeta(previous.meta, next.meta)) shared[key] = previous.meta;
		} else if (key === 'orphans') {
			if (sameList(previous.orphans, next.orphans, (a, b) => a.record === b.record && a.missing === b.missing))
				shared[key] = previous.orphans;
		} else if (sameList(previous[key] as readonly unknown[], next[key] as readonly unknown[], Object.is))
			shared[key] = previous[key];
	}
	return shared as unknown as JourneySnapshot;
}

const sameList = <T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean =>
	a.length === b.length && a.every((item, i) => same(item, b[i]!));

const sameMeta = (a: JourneyMeta, b: JourneyMeta): boolean =>
	a.title === b.title &&
	a.description === b.description &&
	a.kind === b.kind &&
	a.epoch === b.epoch &&
	sameList(a.personaIds, b.personaIds, Object.is) &&
	JSON.stringify(a.schema) === JSON.stringify(b.schema);
