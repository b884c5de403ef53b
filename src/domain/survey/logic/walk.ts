import type { Result } from '../../shared/result.ts';
import type { SurveyContent } from '../content.ts';
import type { Given } from '../flow.ts';
import type { Question } from '../questions/all-questions.ts';
import { compile, type Compiled, type CompiledStep, type CompiledWay } from './compile.ts';
import { type Circumstances, YES } from './evaluate.ts';

/** Nothing is known of the visit. */
export const NOWHERE: Circumstances = {};

/** How somebody came through a survey. */
export interface Walk {
	/** By the place of a question: was it asked? */
	readonly asked: readonly boolean[];
	/** By the place of a question: what was answered; undefined when it was not asked, left empty or cannot be read. */
	readonly values: readonly unknown[];
	/** Places of questions that needed an answer. */
	readonly needed: readonly boolean[];
	/** The question at which it stopped, since nothing is known of it yet; null: it went to the end. */
	readonly stop: Question | null;
	/** The closing screen; null: the usual thank-you. */
	readonly end: string | null;
}

interface Options {
	readonly around: Circumstances;
	/** Stops at the first question that nothing is given for. */
	readonly stops?: boolean;
	/** Is told what was read of each question that was asked, and of no other. */
	readonly onread?: (step: CompiledStep, read: Result<unknown>, needed: boolean) => void;
}

/** Goes through a survey once, from its first question on. Every question is looked at once at most, so it always ends. */
export function walk(content: SurveyContent, given: Given, { around, stops = false, onread }: Options): Walk {
	const logic = compile(content);
	const { steps, used } = logic;
	const values = new Array<unknown>(steps.length).fill(undefined);
	const asked = new Array<boolean>(steps.length).fill(false);
	const needed = new Array<boolean>(steps.length).fill(false);
	const state = { values, around };
	let end: string | null = null;
	let ended = false;
	for (let at = 0; at < steps.length;) {
		const step = steps[at]!;
		if (step.show !== null && step.show(state) !== YES) {
			at++;
			continue;
		}
		asked[at] = true;
		const { question } = step;
		const has = Object.hasOwn(given, question.id);
		if (stops && !has) return { asked, values, needed, stop: question, end: null };
		if (onread !== undefined || used[at]) {
			const needs = question.required || (step.require !== null && step.require(state) === YES);
			needed[at] = needs;
			const read = step.read(has ? given[question.id] : undefined, needs);
			if (read.ok) values[at] = read.value;
			onread?.(step, read, needs);
		}
		const way = step.ways.length === 0 ? undefined : wayOn(step.ways, state);
		if (way !== undefined && way.to === steps.length) {
			ended = true;
			end = way.end;
		}
		at = way === undefined ? at + 1 : way.to;
	}
	return { asked, values, needed, stop: null, end: ended ? end : closing(logic, state) };
}

type State = { readonly values: readonly unknown[]; readonly around: Circumstances };

const wayOn = (ways: readonly CompiledWay[], state: State): CompiledWay | undefined =>
	ways.find(({ test }) => test === null || test(state) === YES);

const closing = ({ ends }: Compiled, state: State): string | null =>
	ends.find(({ test }) => test(state) === YES)?.id ?? null;

/** Questions that can be shown together: nothing on the page decides about anything else on it. */
export interface Stage {
	readonly questions: readonly Question[];
	/** By id, whether an answer is needed; and what calculated values are, before this page is answered. */
	readonly needed: ReadonlySet<string>;
	readonly values: readonly unknown[];
}

/**
 * The pages of somebody who goes without script, one branch at a time: the first `upTo + 1` of them, or all there are.
 * @param given answers so far; what is given for questions of later pages is not looked at
 */
export function stagesOf(content: SurveyContent, given: Given, around: Circumstances, upTo: number): Stage[] {
	const { steps } = compile(content);
	const values = new Array<unknown>(steps.length).fill(undefined);
	const state = { values, around };
	const stages: Stage[] = [];
	let at = 0;
	while (at < steps.length && stages.length <= upTo) {
		const page: number[] = [];
		const needed = new Set<string>();
		const before = [...values];
		const decides = (needs: ReadonlySet<number>) => page.some((one) => needs.has(one));
		while (at < steps.length) {
			const step = steps[at]!;
			if (decides(step.needs)) break;
			if (step.show !== null && step.show(state) !== YES) {
				at++;
				continue;
			}
			if (step.told) values[at] = valueIn(step, given);
			else page.push(at);
			const { question } = step;
			if (question.required || (step.require !== null && step.require(state) === YES)) needed.add(question.id);
			// Where it goes on is known once this page is answered.
			if (step.ways.some(({ needs }) => decides(needs))) break;
			at = wayOn(step.ways, state)?.to ?? at + 1;
		}
		for (const one of page) values[one] = valueIn(steps[one]!, given);
		const last = page.at(-1);
		// It stopped at a question whose ways waited for the page.
		if (last !== undefined && last === at) at = wayOn(steps[at]!.ways, state)?.to ?? at + 1;
		if (page.length > 0) stages.push({ questions: page.map((one) => steps[one]!.question), needed, values: before });
	}
	return stages;
}

function valueIn({ question, read }: CompiledStep, given: Given): unknown {
	const found = read(Object.hasOwn(given, question.id) ? given[question.id] : undefined, false);
	return found.ok ? found.value : undefined;
}

/** What calculated values are after these answers, by their ids; those that are none are left out. */
export function variablesAfter(
	content: SurveyContent,
	values: readonly unknown[],
	around: Circumstances
): Record<string, unknown> {
	const found = [...compile(content).variables].map(([id, value]) => [id, value({ values, around })] as const);
	return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}
