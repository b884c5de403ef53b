import type { Result } from '../../shared/result.ts';
import type { SurveyContent } from '../content.ts';
import { kindOf, type Question } from '../questions/all-questions.ts';
import { pipesIn } from '../piping.ts';
import { type Calculated, conditionTest, type Names, type Test, variablesOf } from './evaluate.ts';
import { answersBehind, conditionsOf, leavesOf } from './sources.ts';
import type { Condition, Way } from './logic.ts';

/** A way on, with the place of its question; past the last one it is the end. */
export interface CompiledWay {
	readonly test: Test | null;
	readonly to: number;
	readonly end: string | null;
	readonly needs: ReadonlySet<number>;
}

/** A question, ready to be walked through. */
export interface CompiledStep {
	readonly question: Question;
	/** Its kind's reader; a question that needs an answer now is read as one that always does. */
	readonly read: (raw: unknown, needed: boolean) => Result<unknown>;
	/** Said by the address: known before anything is asked, and on no page. */
	readonly told: boolean;
	readonly show: Test | null;
	readonly require: Test | null;
	readonly ways: readonly CompiledWay[];
	/** Places of the questions that decide whether it is asked, needed, and how it reads. */
	readonly needs: ReadonlySet<number>;
}

/** A survey's logic, made ready once. */
export interface Compiled {
	readonly steps: readonly CompiledStep[];
	readonly indexOf: ReadonlyMap<string, number>;
	readonly variables: ReadonlyMap<string, Calculated>;
	readonly ends: readonly { readonly id: string; readonly test: Test }[];
	/** By place: does anything depend on its answer? */
	readonly used: readonly boolean[];
}

const compiled = new WeakMap<SurveyContent, Compiled>();

/** The logic of a content, which must not change any more: it is kept with it. */
export function compile(content: SurveyContent): Compiled {
	const known = compiled.get(content);
	if (known) return known;
	const made = make(content);
	compiled.set(content, made);
	return made;
}

function readerOf(question: Question): CompiledStep['read'] {
	const { read } = kindOf(question.kind);
	const strict = question.required ? question : { ...question, required: true };
	return (raw, needed) => read(raw, needed ? strict : question);
}

function make(content: SurveyContent): Compiled {
	const { questions, variables = [], ends = [] } = content;
	const indexOf = new Map(questions.map(({ id }, at) => [id, at]));
	const compared = questions.map(({ kind }) => kindOf(kind).answer.compared);
	const names: Names = { indexOf, compared, variables: variablesOf(variables, { indexOf, compared }) };
	const test = (condition: Condition | null | undefined): Test | null =>
		condition ? conditionTest(condition, names) : null;
	const placesOf = (ids: Iterable<string>): Set<number> => new Set([...ids].flatMap((id) => indexOf.get(id) ?? []));
	const behind = (...conditions: readonly (Condition | null | undefined)[]): Set<string> =>
		answersBehind(
			conditions.flatMap((condition) => (condition ? leavesOf(condition) : [])),
			content
		);
	const way = ({ when, to }: Way): CompiledWay[] => {
		const at = 'question' in to ? indexOf.get(to.question) : questions.length;
		// A way to a question that is gone is no way.
		if (at === undefined) return [];
		return [{ test: test(when), to: at, end: 'end' in to ? to.end : null, needs: placesOf(behind(when)) }];
	};
	const steps = questions.map((question, at): CompiledStep => {
		const { show, require, ways = [] } = question.logic ?? {};
		const piped = answersBehind(Object.values(question.text).flatMap(pipesIn), content);
		return {
			question,
			read: readerOf(question),
			told: question.kind === 'hidden',
			show: test(show),
			require: test(require),
			// One that leads back, which no survey is published with, would go round for ever.
			ways: ways.flatMap(way).filter(({ to }) => to > at),
			needs: placesOf([...behind(show, require), ...piped])
		};
	});
	const asked = behind(...conditionsOf(content).map(({ condition }) => condition));
	return {
		steps,
		indexOf,
		variables: names.variables,
		ends: ends.flatMap(({ id, when }) => (when ? [{ id, test: conditionTest(when, names) }] : [])),
		used: questions.map(({ id }) => asked.has(id))
	};
}
