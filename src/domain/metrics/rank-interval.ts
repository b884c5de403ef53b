import type { Shrinkage } from './shrinkage.ts';

/** The ranks that a place could have, 1 is the best. */
export interface RankInterval {
	readonly from: number;
	readonly to: number;
}

/** Numbers that are drawn at most, over all places, and tables that are drawn at least. */
const MOST_NUMBERS = 2_000_000;
const MOST_TABLES = 1_000;
const LEAST_TABLES = 400;

/**
 * Between which ranks each place lies with 95 %: as many tables are made of values that the places could have, as their
 * estimates and errors say, and ranked. Places that differ by chance only could be anywhere.
 * The numbers are always the same: who looks twice sees the same ranks.
 * @param direction where good lies
 * @returns in the order given
 * @see Goldstein & Spiegelhalter 1996, "League tables and their limitations"; simulated in `rank-interval.test.ts`
 */
export function rankIntervals(made: Shrinkage, direction: 'high' | 'low'): RankInterval[] {
	const { muError, estimates, drawn, errors, tau2 } = made;
	const k = estimates.length;
	if (tau2 === 0) return estimates.map(() => ({ from: 1, to: k }));
	const tables = Math.max(LEAST_TABLES, Math.min(MOST_TABLES, Math.floor(MOST_NUMBERS / Math.max(1, k))));
	const normal = normals();
	const sign = direction === 'high' ? -1 : 1;
	const ranks = estimates.map(() => new Uint16Array(tables));
	const order = Uint16Array.from(estimates.keys());
	const values = new Float64Array(k);
	for (let table = 0; table < tables; table++) {
		const shift = muError * normal();
		for (let at = 0; at < k; at++) values[at] = sign * (estimates[at]! + drawn[at]! * shift + errors[at]! * normal());
		order.sort((a, b) => values[a]! - values[b]!);
		order.forEach((at, place) => (ranks[at]![table] = place + 1));
	}
	const cut = Math.floor(0.025 * tables);
	return ranks.map((own) => {
		own.sort();
		return { from: own[cut]!, to: own[tables - 1 - cut]! };
	});
}

/** Standard normal numbers, always the same (mulberry32, Box–Muller). */
function normals(): () => number {
	let state = 0x5eed;
	const even = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
	let spare: number | null = null;
	return () => {
		if (spare !== null) {
			const kept = spare;
			spare = null;
			return kept;
		}
		const radius = Math.sqrt(-2 * Math.log(1 - even()));
		const angle = 2 * Math.PI * even();
		spare = radius * Math.sin(angle);
		return radius * Math.cos(angle);
	};
}
