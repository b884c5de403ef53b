import {
	applyChanges,
	createCard,
	createLane,
	createPath,
	createScene,
	createTouchpoint,
	emptySnapshot,
	put
} from '#domain/journey/index.ts';
import { httpApi } from '../api.ts';
import type { DepartmentNode } from '#lib/numbers/department.ts';
import { Results } from '../results/results.svelte.ts';
import { Board, type Homeless } from './board.svelte.ts';
import { MemorySource } from './memory-source.fixture.ts';
import { People } from './people.svelte.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Names of the records of `aBoard`. */
export const ids = {
	s1: id(1),
	s2: id(2),
	touch: id(3),
	pain: id(4),
	mood: id(5),
	a: id(6),
	b: id(7),
	c: id(8),
	p: id(9),
	path: id(10)
} as const;

/** Two scenes; a lane of touchpoints (a and b | c), one of pain points (p), the curve; a path from a to c. */
export function aBoard(departments: readonly DepartmentNode[] = []): {
	board: Board;
	source: MemorySource;
	refusals: string[];
	said: unknown[];
	homeless: string[];
	/** Why each of them has no place. */
	reasons: Homeless[];
	/** What each of them is about. */
	abouts: (string | undefined)[];
	/** What was said about what others deleted. */
	lost: (readonly string[])[];
} {
	const { s1, s2, touch, pain, mood, a, b, c, p, path } = ids;
	const source = new MemorySource(
		applyChanges(emptySnapshot({ title: 'Map', description: '', kind: 'as-is', schema: {}, epoch: 1 }), [
			put(createScene({ id: s1, order: 'a0', title: 'Before' })),
			put(createScene({ id: s2, order: 'a1', title: 'After' })),
			put(createLane({ id: touch, kind: 'touchpoints', order: 'a0' })),
			put(createLane({ id: mood, kind: 'emotion', order: 'a1' })),
			put(createLane({ id: pain, kind: 'pain-points', order: 'a2' })),
			put(createTouchpoint({ id: a, sceneId: s1, laneId: touch, order: 'a0', title: 'Shop' })),
			put(createTouchpoint({ id: b, sceneId: s1, laneId: touch, order: 'a1', title: 'Till' })),
			put(createTouchpoint({ id: c, sceneId: s2, laneId: touch, order: 'a0', title: 'Parcel' })),
			put(createCard({ id: p, kind: 'pain-point', sceneId: s2, laneId: pain, order: 'a0', title: 'Late' })),
			put(createPath({ id: path, fromId: a, toId: c }))
		])
	);
	const refusals: string[] = [];
	const said: unknown[] = [];
	const homeless: string[] = [];
	const reasons: Homeless[] = [];
	const abouts: (string | undefined)[] = [];
	const lost: (readonly string[])[] = [];
	let next = 100;
	const board = new Board({
		journeyId: 'j',
		source,
		people: new People({ say: (own) => said.push(own) }),
		results: new Results({
			journeyId: 'j',
			timeZone: 'UTC',
			initial: null,
			departments,
			fetchResults: () => Promise.reject(new Error('not asked')),
			now: () => 0
		}),
		departments,
		me: { id: 'me', name: 'Me', role: 'editor' },
		api: httpApi,
		newId: () => id(next++),
		refused: (code) => refusals.push(code),
		homeless: (text, why, about) => {
			homeless.push(text);
			reasons.push(why);
			abouts.push(about);
		},
		lost: (titles) => lost.push(titles)
	});
	return { board, source, refusals, said, homeless, reasons, abouts, lost };
}
