import {
	kindOf,
	type Condition,
	type Finding,
	type Leaf,
	type Operator,
	type Question,
	type SurveyContent
} from '#domain/survey/index.ts';
import type { Issue } from '#domain/shared/result.ts';
import { localText } from '#domain/shared/locale.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

export const operatorName = (operator: Operator): string =>
	({
		is: m.logic_op_is,
		'is-not': m.logic_op_is_not,
		'one-of': m.logic_op_one_of,
		'none-of': m.logic_op_none_of,
		less: m.logic_op_less,
		'at-most': m.logic_op_at_most,
		more: m.logic_op_more,
		'at-least': m.logic_op_at_least,
		contains: m.logic_op_contains,
		'contains-not': m.logic_op_contains_not,
		includes: m.logic_op_includes,
		'includes-not': m.logic_op_includes_not,
		'includes-any': m.logic_op_includes_any,
		'includes-all': m.logic_op_includes_all,
		'includes-none': m.logic_op_includes_none,
		answered: m.logic_op_answered,
		'not-answered': m.logic_op_not_answered
	})[operator]();

/** "2 · Which step took most effort?" */
export function questionName(questions: readonly Question[], id: string): string {
	const at = questions.findIndex((one) => one.id === id);
	if (at < 0) return m.logic_gone();
	const text = localText(questions[at]!.text, getLocale());
	return `${at + 1} · ${text.length > 60 ? `${text.slice(0, 59)}…` : text}`;
}

/** What is wrong with a rule, or an earlier answer in a text; null: it is none of these. */
export function logicProblem({ code, params }: Issue): string | null {
	switch (code) {
		case 'logic_unknown_question':
			return m.logic_problem_unknown_question();
		case 'logic_unknown_variable':
			return m.logic_problem_unknown_variable();
		case 'logic_unknown_end':
			return m.logic_problem_unknown_end();
		case 'logic_looks_ahead':
			return m.logic_problem_looks_ahead({ n: Number(params?.n) });
		case 'logic_jumps_back':
			return m.logic_problem_jumps_back({ n: Number(params?.n) });
		case 'logic_operator':
			return m.logic_problem_operator();
		case 'logic_value':
			return m.logic_problem_value();
		case 'logic_not_on_scale':
			return m.logic_problem_not_on_scale({ min: Number(params?.min), max: Number(params?.max) });
		case 'logic_unknown_option':
			return m.logic_problem_unknown_option();
		case 'logic_no_fallback':
			return m.logic_problem_no_fallback();
		case 'logic_no_piping':
			return m.logic_problem_no_piping();
		case 'logic_too_many':
			return m.logic_problem_too_many({ max: Number(params?.max) });
		default:
			return null;
	}
}

/** What a look at the whole survey found. */
export const findingText = ({ what }: Finding): string =>
	({
		never_shown: m.logic_found_never_shown,
		never_holds: m.logic_found_never_holds,
		dead_end: m.logic_found_dead_end,
		no_screen: m.logic_found_no_screen
	})[what]();

/** A condition as it is shown: parts of one group, all or any of which match, or not. */
export interface Group {
	readonly by: 'all' | 'any';
	readonly isNot: boolean;
	readonly parts: readonly Condition[];
}

/** Parts of a condition that are shown as one group: a comparison by itself is a group of one. */
export function groupOf(condition: Condition): Group {
	if ('not' in condition) {
		const { isNot, ...group } = groupOf(condition.not);
		return { ...group, isNot: !isNot };
	}
	if ('all' in condition) return { by: 'all', isNot: false, parts: condition.all };
	if ('any' in condition) return { by: 'any', isNot: false, parts: condition.any };
	return { by: 'all', isNot: false, parts: [condition] };
}

/** A first comparison: with the last question that is asked before, what most rules begin with; else with the place. */
export function newLeaf(content: SurveyContent, before: number): Leaf {
	const question = content.questions.slice(0, before).findLast(({ kind }) => kindOf(kind).answer.type !== 'none');
	return question ? { answer: question.id, op: 'answered' } : { about: 'place', op: 'answered' };
}
