import type { MetricRef, SparseHistogram } from '../../src/domain/metrics/index.ts';

/** Numbers from 0 to 1, always the same (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** What customers say: scores with their probabilities, and the target that this is. */
export interface Truth {
	readonly metric: MetricRef;
	readonly scores: Readonly<Record<number, number>>;
	readonly target: number;
}

export const truths = {
	'NPS +20': { metric: 'nps', scores: { 9: 0.45, 7: 0.3, 3: 0.25 }, target: 20 },
	'NPS +75': { metric: 'nps', scores: { 9: 0.8, 7: 0.15, 3: 0.05 }, target: 75 },
	'CSAT 80 %': { metric: 'csat', scores: { 5: 0.5, 4: 0.3, 3: 0.1, 2: 0.05, 1: 0.05 }, target: 80 },
	'ease 5.5': { metric: 'ces-ease7', scores: { 7: 0.4, 6: 0.25, 5: 0.15, 4: 0.1, 2: 0.05, 1: 0.05 }, target: 5.6 },
	'effort 1.6': { metric: 'ces-effort5', scores: { 1: 0.65, 2: 0.2, 3: 0.08, 4: 0.04, 5: 0.03 }, target: 1.6 }
} as const satisfies Readonly<Record<string, Truth>>;

export function sample({ scores }: Pick<Truth, 'scores'>, n: number, random: () => number): SparseHistogram {
	const drawn: Record<number, number> = {};
	const all = Object.entries(scores).map(([at, share]) => [Number(at), share] as const);
	for (let i = 0; i < n; i++) {
		let left = random();
		const at = all.find(([, share]) => (left -= share) < 0) ?? all.at(-1)!;
		drawn[at[0]] = (drawn[at[0]] ?? 0) + 1;
	}
	return drawn;
}

/** What a simulation found stands in the output of the tests. */
export const printShares = (line: string): void => console.info(line);
