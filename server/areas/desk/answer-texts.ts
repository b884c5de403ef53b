import { answersIn, kindOf, type Answers, type SurveyContent } from '#domain/survey/index.ts';

/**
 * Answers as they are read, by question id: the column of the question's own name where it has one, else all of its columns that say
 * something.
 */
export const answerTexts = (content: SurveyContent, answers: Answers): ReadonlyMap<string, string> =>
	new Map(
		answersIn(content, answers).map(({ kind, question, value }) => {
			const columns = kindOf(kind).columns(question);
			const own = columns.find(({ name }) => name === '');
			if (own !== undefined) return [question.id, own.cell(value)];
			const said = columns.map(({ name, cell }) => [name, cell(value)] as const).filter(([, text]) => text !== '');
			return [question.id, said.map((one) => one.join(': ')).join(' · ')];
		})
	);
