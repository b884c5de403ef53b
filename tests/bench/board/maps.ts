import { randomBytes } from 'node:crypto';
import { journeyKind } from '#document/kinds/journey/index.ts';
import { personOrigin } from '#document/core/transaction-origins.ts';
import { layoutJourney, type Change, type JourneySnapshot } from '#domain/journey/index.ts';
import { createCard } from '#domain/journey/records/card.ts';
import { createLane } from '#domain/journey/records/lane.ts';
import { createPath } from '#domain/journey/records/path.ts';
import { createScene } from '#domain/journey/records/scene.ts';
import { createTouchpoint } from '#domain/journey/records/touchpoint.ts';
import { uuidv7 } from '#domain/shared/ids.ts';
import { ordersBetween } from '#domain/shared/order.ts';
import { apiOf, close, isSynced, openBoard, type SessionHeaders } from '../../process/support/visitors.ts';

/** Maps that are measured. */
export const SIZES = {
	S: { scenes: 6, touchpoints: 20, cards: 60 },
	M: { scenes: 20, touchpoints: 200, cards: 1_000 },
	L: { scenes: 60, touchpoints: 1_000, cards: 5_000 }
} as const;
export type Size = keyof typeof SIZES;

/** A map as plain boxes: what a page without a document is given. Board pixels. */
export interface PlainMap {
	readonly nodes: readonly {
		readonly id: string;
		readonly title: string;
		readonly x: number;
		readonly y: number;
		readonly width: number;
		readonly height: number;
	}[];
	readonly edges: readonly { readonly id: string; readonly source: string; readonly target: string }[];
}

/** A journey of this size in the program, and the same as plain boxes. */
export interface BenchMap {
	readonly journeyId: string;
	readonly plain: PlainMap;
	/** Two cards near its beginning: one is typed into, another is edited by somebody else. */
	readonly mine: string;
	readonly theirs: string;
}

const LANES = [
	'touchpoints',
	'actions',
	'emotion',
	'pain-points',
	'quotes',
	'opportunities',
	'backstage',
	'notes'
] as const;
const CARDS = [
	['actions', 'action'],
	['pain-points', 'pain-point'],
	['quotes', 'quote'],
	['opportunities', 'opportunity'],
	['backstage', 'backstage'],
	['notes', 'note']
] as const;
const CHANNELS = ['store', 'web', 'app', 'wechat', 'phone', 'email', 'sms', 'delivery'] as const;
const WORDS =
	'Customer waits at the counter while the clerk looks for the order and nobody explains why 客户 等待 订单 查询 服务 台'.split(
		' '
	);
const say = (n: number, from: number): string =>
	Array.from({ length: n }, (_, i) => WORDS[(from * 7 + i * 3) % WORDS.length]).join(' ');
const newId = (): string => uuidv7(Date.now(), randomBytes(10));

/** Ids with their places in a row. */
function row(n: number): { id: string; order: string }[] {
	const ids = Array.from({ length: n }, newId);
	const orders = ordersBetween(null, null, ids);
	return ids.map((id, i) => ({ id, order: orders[i]! }));
}

/** What turns a journey into one of this size. */
function changesTo(had: JourneySnapshot, { scenes: nScenes, touchpoints, cards }: (typeof SIZES)[Size]): Change[] {
	const share = (at: number, all: number): number =>
		Math.floor(((at + 1) * all) / nScenes) - Math.floor((at * all) / nScenes);
	const lanes = row(LANES.length).map((place, i) => createLane({ ...place, kind: LANES[i]!, title: '' }));
	const scenes = row(nScenes).map((place, i) =>
		createScene({ ...place, title: `Scene ${i + 1}`, expectedEmotion: ((i % 5) - 2) as -2 })
	);
	let n = 0;
	const points = scenes.flatMap(({ id: sceneId }, s) =>
		row(share(s, touchpoints)).map((place) =>
			createTouchpoint({
				...place,
				sceneId,
				laneId: lanes[0]!.id,
				title: `Touch ${++n} ${say(3, n)}`,
				channel: CHANNELS[n % CHANNELS.length]!,
				momentOfTruth: n % 9 === 0
			})
		)
	);
	let c = 0;
	const made = scenes.flatMap(({ id: sceneId }, s) =>
		CARDS.flatMap(([laneKind, kind], l) => {
			const mine = Math.floor((share(s, cards) + l) / CARDS.length);
			const laneId = lanes.find((lane) => lane.kind === laneKind)!.id;
			return row(mine).map((place) =>
				createCard({ ...place, kind, sceneId, laneId, title: `Card ${++c} ${say(4 + (c % 9), c)}` } as never)
			);
		})
	);
	const paths = points.slice(1).map((to, i) => createPath({ id: newId(), fromId: points[i]!.id, toId: to.id }));
	return [
		...had.scenes.map(({ id }) => ({ op: 'delete', type: 'scene', id }) as const),
		...had.lanes.map(({ id }) => ({ op: 'delete', type: 'lane', id }) as const),
		...[...lanes, ...scenes, ...points, ...made, ...paths].map((record) => ({ op: 'put', record }) as const)
	] as Change[];
}

/** Makes a journey of this size by a client of the program. */
export async function makeMap(url: string, headers: SessionHeaders, size: Size): Promise<BenchMap> {
	const { id: journeyId } = await apiOf(url, headers)<{ id: string }>('POST', '/journeys', { title: `Bench ${size}` });
	const editor = openBoard(url, headers, journeyId, 'maker');
	const until = async (is: () => boolean): Promise<void> => {
		while (!is()) await new Promise((next) => setTimeout(next, 20));
	};
	await until(() => isSynced(editor));
	journeyKind.apply(editor.doc, changesTo(journeyKind.read(editor.doc), SIZES[size]), personOrigin('maker'));
	const map = journeyKind.read(editor.doc);
	const second = openBoard(url, headers, journeyId, 'reader');
	// Somebody else has all of it: it is stored.
	await until(() => isSynced(second) && journeyKind.read(second.doc).paths.length === map.paths.length);
	close(editor);
	close(second);

	const { items } = layoutJourney(map);
	const all = [...map.touchpoints, ...map.cards].map(({ id, title }) => ({ id, title, ...items.get(id)! }));
	// The first of the map is the first of the plain boxes too, the one that can be typed into.
	const nodes = all.toSorted((a, b) => a.x - b.x || a.y - b.y);
	const [mine, theirs] = nodes.map(({ id }) => id);
	return {
		journeyId,
		mine: mine!,
		theirs: theirs!,
		plain: { nodes, edges: map.paths.map(({ id, fromId, toId }) => ({ id, source: fromId, target: toId })) }
	};
}
