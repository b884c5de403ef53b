import { localText, type Locale } from '#domain/shared/locale.ts';
import {
	branches,
	fillIn,
	isParts,
	isPiped,
	type Place,
	saidBy,
	settle,
	stagesOf,
	translate,
	variablesAfter,
	walk,
	type Circumstances,
	type ShownQuestion,
	type SurveyContent
} from '#domain/survey/index.ts';
import type { Branched, Flow, ShownForm } from './shown.ts';

/** Texts of fields by question id, as a form has them. */
type Values = ShownForm['values'];

/** How far somebody is: page `step` of those that come without script, or (`whole`) everything that is asked now. */
export interface Progress {
	readonly answers: Values;
	readonly step?: number;
	readonly whole: boolean;
}

const AT_START: Progress = { answers: {}, whole: false };

/** What a page asks: all at once, or – where something depends on something else – as far as it is known. */
export function questionsFor(
	content: SurveyContent,
	{ language, place, around }: { readonly language: Locale; readonly place: Place; readonly around: Circumstances },
	progress: Progress = AT_START
): Pick<ShownForm, 'questions' | 'branched'> {
	if (!branches(content)) return { questions: translate(content, language, place).questions };
	const { ids, needed, values, step } = progress.whole
		? allAsked(content, progress.answers, around)
		: page(content, progress, around);
	const said = saidBy(content, values, variablesAfter(content, values, around), language);
	const shown = translate(content, language, place, said).questions.map((question) => ({
		...question,
		required: question.required || needed.has(question.id)
	}));
	const isHere = ({ id }: ShownQuestion) => ids.has(id);
	const questions = shown.filter(isHere);
	const rest = shown.filter((question) => !isHere(question));
	const last = content.questions.findIndex(({ id }) => id === questions.at(-1)?.id);
	return {
		questions,
		branched: {
			rest,
			carried: progress.whole ? [] : carriedOf(progress.answers, rest),
			step,
			goesOn: !progress.whole && last < content.questions.length - 1,
			flow: JSON.stringify(flowOf(content, { language, place, around }, shown))
		}
	};
}

function page(content: SurveyContent, { answers, step = 0 }: Progress, around: Circumstances) {
	const pages = stagesOf(content, answers, around, step);
	const at = Math.min(step, pages.length - 1);
	const { questions = [], needed = new Set<string>(), values = [] } = pages[at] ?? {};
	return { ids: new Set(questions.map(({ id }) => id)), needed, values, step: Math.max(0, at) };
}

function allAsked({ questions, ...content }: SurveyContent, answers: Values, around: Circumstances) {
	const { asked, needed, values } = walk({ ...content, questions }, answers, { around, onread: () => undefined });
	const idsWhere = (flags: readonly boolean[]) => new Set(questions.filter((_, at) => flags[at]).map(({ id }) => id));
	return { ids: idsWhere(asked), needed: idsWhere(needed), values, step: 0 };
}

/** Fields for what was answered on other pages. */
const carriedOf = (answers: Values, rest: readonly ShownQuestion[]): Branched['carried'] =>
	rest.flatMap(({ id }) =>
		Object.hasOwn(answers, id)
			? Object.entries(isParts(answers[id]) ? answers[id] : { '': answers[id] }).flatMap(([part, value]) =>
					[value as string | readonly string[]].flat().map((one) => [part === '' ? id : `${id}.${part}`, one] as const)
				)
			: []
	);

/** What the script needs to know which questions are asked next. */
function flowOf(
	content: SurveyContent,
	{ language, place, around }: { readonly language: Locale; readonly place: Place; readonly around: Circumstances },
	shown: readonly ShownQuestion[]
): Flow {
	return {
		language,
		content: settle(content, around),
		texts: content.questions.flatMap(({ id, text }, at) =>
			isPiped(text) ? [{ id, text: fillIn(localText(text, language), place, language), shown: shown[at]!.text }] : []
		)
	};
}
