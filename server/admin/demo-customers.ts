import { kindOf } from '#domain/survey/index.ts';
import { addDays, type Day } from '#domain/shared/days.ts';
import { randomOf, type DemoAnswer } from './demo-answers.ts';
import type { DemoAsk } from './demo-content.ts';

/** What was answered at one touchpoint, in its order. */
export interface Asked {
	readonly ask: DemoAsk;
	readonly answers: readonly DemoAnswer[];
}

/** Answers that nobody's name is on. */
const NAMELESS = 0.15;
/** How much what a customer says is that customer's temper, rather than the touchpoint. */
const TEMPER = 0.3;
const LUCK = 0.3;
/** Days before an answer that tell whether it is a good one. */
const USUAL_DAYS = 14;

/**
 * Whose the answers are. The answers stay what they are – they are only dealt out: each week has customers of its own, who
 * pass several touchpoints in it, and whoever was content at those that `pulls` say is content with the outcome a week later.
 * Every day is dealt out from the days before it, so filling in again leaves the old ones as they are.
 * @returns the customer's number by the answer's id; those without one stay nameless
 */
export function demoCustomers(
	name: string,
	asked: readonly Asked[],
	customersAWeek: number
): ReadonlyMap<string, string> {
	const whose = new Map<string, string>();
	const weeks = new Map<Day, Cohort>();
	const cohort = (week: Day): Cohort => {
		const there = weeks.get(week) ?? new Cohort(`${name}/${week}`, customersAWeek);
		weeks.set(week, there);
		return there;
	};
	const give = ({ id }: DemoAnswer, week: Day, customer: number | null) => {
		if (customer !== null)
			whose.set(id, `${name}-${week.replaceAll('-', '')}-${String(customer + 1).padStart(3, '0')}`);
	};
	for (const { ask, answers } of asked.filter(({ ask }) => ask.outcome === undefined))
		for (const answer of answers) {
			const week = mondayOf(answer);
			give(answer, week, cohort(week).answered(ask, answer));
		}
	for (const { ask, answers } of asked.filter(({ ask }) => ask.outcome !== undefined))
		for (const answer of answers) {
			const week = addDays(mondayOf(answer), -7);
			const before = weeks.get(week);
			if (before) give(answer, week, before.concluded(ask, answer, standing(answer, answers)));
		}
	return whose;
}

function mondayOf({ submittedAt }: DemoAnswer): Day {
	const day = submittedAt.slice(0, 10);
	return addDays(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));
}

/** What part of the answers of the days before it an answer is better than; null where there are none. */
function standing({ score, submittedAt }: DemoAnswer, answers: readonly DemoAnswer[]): number | null {
	const day = submittedAt.slice(0, 10);
	const from = addDays(day, -USUAL_DAYS);
	const usual = answers.filter((one) => one.submittedAt.slice(0, 10) >= from && one.submittedAt.slice(0, 10) < day);
	if (usual.length === 0) return null;
	return usual.reduce((sum, one) => sum + (one.score < score ? 1 : one.score === score ? 0.5 : 0), 0) / usual.length;
}

/** 0 the worst, 1 the best that can be said. */
function goodness({ kind }: DemoAsk, score: number): number {
	const [min, max] = kindOf(kind).scale!;
	const share = (score - min) / (max - min);
	return kind === 'ces-effort5' ? 1 - share : share;
}

/** Customers of one week; those with low numbers answer most. */
class Cohort {
	readonly #name: string;
	readonly #tempers: readonly number[];
	/** By touchpoint: who has answered. */
	readonly #used = new Map<string, Set<number>>();
	/** By customer: how content with what matters. */
	readonly #content: number[];
	readonly #draws = new Map<string, () => number>();

	constructor(name: string, size: number) {
		this.#name = name;
		const random = randomOf(`${name}/tempers`);
		this.#tempers = Array.from({ length: size }, random);
		this.#content = new Array<number>(size).fill(0);
	}

	answered(ask: DemoAsk, { score }: DemoAnswer): number | null {
		const random = this.#random(ask.at);
		const [isNameless, luck] = [random() < NAMELESS, random()];
		if (isNameless) return null;
		const good = goodness(ask, score);
		const customer = this.#nearest(ask, TEMPER * good + (1 - TEMPER) * luck, (one) => this.#tempers[one]!);
		if (customer !== null) this.#content[customer]! += (ask.pulls ?? 0) * (good - 0.6);
		return customer;
	}

	concluded(ask: DemoAsk, { score }: DemoAnswer, among: number | null): number | null {
		const random = this.#random(ask.at);
		const [isNameless, luck] = [random() < NAMELESS, random()];
		if (isNameless) return null;
		const order = this.#content.map((_, one) => one).sort((a, b) => this.#content[a]! - this.#content[b]! || a - b);
		const place = new Map(order.map((one, at) => [one, at / order.length]));
		return this.#nearest(ask, (among ?? goodness(ask, score)) + LUCK * (luck - 0.5), (one) => place.get(one)!);
	}

	/** Of those who come by here and have not answered yet. */
	#nearest({ at, perDay }: DemoAsk, wanted: number, of: (customer: number) => number): number | null {
		const used = this.#used.get(at) ?? new Set();
		this.#used.set(at, used);
		const random = randomOf(`${this.#name}/${at}/who`);
		const busy = this.#tempers.map((_, one) => ({ one, rank: one + 20 * random() })).sort((a, b) => a.rank - b.rank);
		const free = busy.slice(0, Math.ceil(perDay * 7 * 1.1)).filter(({ one }) => !used.has(one));
		const found = free.reduce<number | null>(
			(best, { one }) => (best === null || Math.abs(of(one) - wanted) < Math.abs(of(best) - wanted) ? one : best),
			null
		);
		if (found !== null) used.add(found);
		return found;
	}

	/** One sequence a touchpoint: the next answer takes up where the last one was. */
	#random(at: string): () => number {
		const there = this.#draws.get(at) ?? randomOf(`${this.#name}/${at}`);
		this.#draws.set(at, there);
		return there;
	}
}
