import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printShares, randomFrom, truths, type Truth } from '../../../tests/support/draws.ts';
import { casesOf } from '../../../tests/support/statistics.ts';
import { answerValues } from './answer-values.ts';
import { sequenceHalfWidth } from './confidence-sequence.ts';
import { confidenceSequence, judgeWatched, score, type MetricId } from './index.ts';

interface Width {
	readonly n: number;
	readonly t_star: number;
	readonly half_width_in_sd: number;
}
interface NpsCase {
	readonly promoters: number;
	readonly passives: number;
	readonly detractors: number;
	readonly t_star: number;
	readonly low: number;
	readonly high: number;
}

describe('the interval that may be looked at after every answer', () => {
	it.each(casesOf('asymptotic-confidence-sequence-95') as Width[])('n = $n, tightest at $t_star', (given) => {
		expect(Math.abs(sequenceHalfWidth(given.n, given.t_star) - given.half_width_in_sd)).toBeLessThanOrEqual(1e-5);
	});

	it.each(casesOf('nps-confidence-sequence-95') as NpsCase[])('NPS $promoters/$passives/$detractors', (given) => {
		const histogram = { 10: given.promoters, 8: given.passives, 3: given.detractors };
		const { low, high, value } = confidenceSequence('nps', histogram, given.t_star);
		expect(Math.abs(low! - given.low)).toBeLessThanOrEqual(1e-4);
		expect(Math.abs(high! - given.high)).toBeLessThanOrEqual(1e-4);
		expect(value).toBe(score('nps', histogram).value);
	});

	it('is wider than the plain one from the first answer that is shown, and holds the raw value', () => {
		const metrics = ['nps', 'csat', 'ces-ease7', 'ces-effort5'] as const satisfies MetricId[];
		const counts = fc.array(fc.nat(300), { minLength: 5, maxLength: 5 });
		fc.assert(
			fc.property(fc.constantFrom(...metrics), counts, (metric, [a, b, c, d, e]) => {
				const histogram = { 1: a!, 2: b!, 3: c!, 4: d!, 5: e! };
				const plain = score(metric, histogram);
				fc.pre(plain.n > 0);
				const { low, high, value } = confidenceSequence(metric, histogram);
				expect(low!).toBeLessThanOrEqual(value! + 1e-9);
				expect(high!).toBeGreaterThanOrEqual(value! - 1e-9);
				if (judgeWatched(metric, histogram, 3) === 'good') expect(value! - 3 > 0).toBe(metric !== 'ces-effort5');
			})
		);
	});

	it('judges as `judge` does, only later', () => {
		expect(judgeWatched('nps', {}, 20)).toBe('none');
		expect(judgeWatched('nps', { 10: 4 }, 20)).toBe('few');
		expect(judgeWatched('nps', { 10: 8, 3: 1 }, 20)).toBe('unclear');
		expect(judgeWatched('nps', { 10: 80, 3: 10 }, 20)).toBe('good');
		expect(judgeWatched('csat', { 5: 60, 1: 140 }, 80)).toBe('bad');
		expect(judgeWatched('ces-effort5', { 1: 150, 2: 50 }, 2.5)).toBe('good');
		expect(judgeWatched('ces-effort5', { 5: 100 }, 2.5)).toBe('bad');
		expect(judgeWatched('nps', { 10: 90 }, null)).toBe('unclear');
		expect(judgeWatched('nps', { 10: 4 }, 20, { minN: 3 })).not.toBe('few');
	});
});

const SERIES = 1000;
const ANSWERS = 1000;
const FIRST = 5;
const halves = Array.from({ length: ANSWERS + 1 }, (_, n) => (n === 0 ? Infinity : sequenceHalfWidth(n)));

/** Is a side taken at some look? The same interval, kept up answer by answer. */
function falseSide({ metric, scores, target }: Truth, random: () => number): 'good' | 'bad' | null {
	const values = answerValues(metric);
	const all = Object.entries(scores).map(([at, share]) => [Number(at), share] as const);
	const counts: Record<number, number> = {};
	const [pseudo, low, high] =
		metric === 'csat' ? [4, 0, 100] : [3, Math.min(...ends(metric)), Math.max(...ends(metric))];
	const middle = (low + high) / 2;
	const outer = metric === 'csat' ? 2 : 0.75;
	let sum = pseudo * middle;
	let squares = outer * (low ** 2 + high ** 2) + (pseudo - 2 * outer) * middle ** 2;
	for (let n = 1; n <= ANSWERS; n++) {
		let left = random();
		const [at] = all.find(([, share]) => (left -= share) < 0) ?? all.at(-1)!;
		counts[at] = (counts[at] ?? 0) + 1;
		sum += values[at]!;
		squares += values[at]! ** 2;
		if (n < FIRST) continue;
		const mean = sum / (n + pseudo);
		const half = halves[n]! * Math.sqrt(squares / (n + pseudo) - mean ** 2);
		if (Math.abs(mean - target) <= half) continue;
		const judged = judgeWatched(metric, counts, target);
		if (judged === 'good' || judged === 'bad') return judged;
	}
	const last = confidenceSequence(metric, counts);
	const mean = sum / (ANSWERS + pseudo);
	const half = halves[ANSWERS]! * Math.sqrt(squares / (ANSWERS + pseudo) - mean ** 2);
	expect(last.high! - last.low!).toBeCloseTo(Math.min(high, mean + half) - Math.max(low, mean - half), 6);
	return null;
}

const ends = (metric: Truth['metric']): number[] =>
	metric === 'nps' ? [-100, 100] : metric === 'ces-ease7' ? [1, 7] : [1, 5];

describe('watched over 1,000 answers on target', () => {
	it.each(Object.entries(truths))('%s: a side is taken in at most one of 20 series', (name, truth) => {
		const random = randomFrom(20261130);
		const found = Array.from({ length: SERIES }, () => falseSide(truth, random));
		const of = (side: string) => found.filter((one) => one === side).length / SERIES;
		printShares(`${name}: falsely good ${of('good')}, falsely bad ${of('bad')} (watched from n = ${FIRST})`);
		expect(of('good') + of('bad')).toBeLessThanOrEqual(0.05);
	});
});
