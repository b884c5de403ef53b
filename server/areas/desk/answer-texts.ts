import { localText, type Locale } from '#domain/shared/locale.ts';
import { answersIn, kindOf, type Answer, type Answers, type SurveyContent } from '#domain/survey/index.ts';

type Items = Extract<Answer['question'], { readonly options: unknown }>['options'];

/** Answers as they are read in a language, by question id; options, rows and things to rank by their words. */
export const answerTexts = (content: SurveyContent, answers: Answers, locale: Locale): ReadonlyMap<string, string> =>
	new Map(answersIn(content, answers).map((answer) => [answer.question.id, textOf(answer, locale)]));

function textOf(answer: Answer, locale: Locale): string {
	// What a list lacks, as after an import, is said as it is.
	const words = (items: Items, id: string): string => {
		const item = items.find((one) => one.id === id);
		return (item && localText(item.text, locale)) || id;
	};
	const withOther = (items: Items, ids: readonly string[], other: string | undefined): string =>
		ids
			.map((id) => {
				const isOther = other !== undefined && items.find((one) => one.id === id)?.other === true;
				return isOther ? `${words(items, id)}: ${other}` : words(items, id);
			})
			.join(' · ');
	switch (answer.kind) {
		case 'single-choice':
			return withOther(answer.question.options, [answer.value.option], answer.value.other);
		case 'multiple-choice':
			return withOther(answer.question.options, answer.value.options, answer.value.other);
		case 'matrix': {
			const { rows, columns } = answer.question;
			return rows
				.filter(({ id }) => Object.hasOwn(answer.value, id))
				.map(({ id }) => `${words(rows, id)}: ${words(columns, answer.value[id]!)}`)
				.join('\n');
		}
		case 'ranking':
			return answer.value.map((id, at) => `${at + 1}. ${words(answer.question.items, id)}`).join('\n');
		case 'contact':
			return [answer.value.name, answer.value.phone, answer.value.email].filter(Boolean).join(' · ');
		case 'consent':
			return '✓';
		default: {
			const own = kindOf(answer.kind)
				.columns(answer.question)
				.find(({ name }) => name === '');
			return own?.cell(answer.value) ?? '';
		}
	}
}
