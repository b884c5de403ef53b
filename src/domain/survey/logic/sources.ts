import type { SurveyContent } from '../content.ts';
import type { Condition, Expression, Leaf, Source } from './logic.ts';

/** The comparisons of a condition, in their order. */
export function leavesOf(condition: Condition): Leaf[] {
	if ('all' in condition) return condition.all.flatMap(leavesOf);
	if ('any' in condition) return condition.any.flatMap(leavesOf);
	return 'not' in condition ? leavesOf(condition.not) : [condition];
}

/** Where an expression takes its values from. */
export function sourcesOf(expression: Expression): Source[] {
	if (typeof expression !== 'object') return [];
	if ('do' in expression) return expression.of.flatMap(sourcesOf);
	if (!('cases' in expression)) return [expression];
	return [
		...expression.cases.flatMap((one) => [...leavesOf(one.if), ...sourcesOf(one.then)]),
		...(expression.else === undefined ? [] : sourcesOf(expression.else))
	];
}

type Logical = Pick<SurveyContent, 'questions' | 'variables'>;

/** Ids of the questions that these values come from, through variables too; those that nobody has as well. */
export function answersBehind(sources: readonly Source[], content: Logical): Set<string> {
	const found = new Set<string>();
	const seen = new Set<string>();
	const look = (source: Source): void => {
		if ('answer' in source) found.add(source.answer);
		if (!('variable' in source) || seen.has(source.variable)) return;
		seen.add(source.variable);
		const variable = content.variables?.find(({ id }) => id === source.variable);
		if (variable) sourcesOf(variable.is).forEach(look);
	};
	sources.forEach(look);
	return found;
}

/** Every condition of a survey with where it stands, as a path into the content. */
export function conditionsOf({
	questions,
	ends
}: Pick<SurveyContent, 'questions' | 'ends'>): { readonly path: (string | number)[]; readonly condition: Condition }[] {
	return [
		...questions.flatMap(({ logic }, at) => {
			const path = ['questions', at, 'logic'];
			return [
				...(logic?.show ? [{ path: [...path, 'show'], condition: logic.show }] : []),
				...(logic?.require ? [{ path: [...path, 'require'], condition: logic.require }] : []),
				...(logic?.ways ?? []).flatMap(({ when }, way) =>
					when === null ? [] : [{ path: [...path, 'ways', way, 'when'], condition: when }]
				)
			];
		}),
		...(ends ?? []).flatMap(({ when }, at) => (when ? [{ path: ['ends', at, 'when'], condition: when }] : []))
	];
}

/** Has the survey any logic? Without it every question is asked, in order. */
export const hasLogic = ({ questions, ends }: Pick<SurveyContent, 'questions' | 'ends'>): boolean =>
	questions.some(({ logic }) => logic !== undefined) || (ends?.length ?? 0) > 0;
