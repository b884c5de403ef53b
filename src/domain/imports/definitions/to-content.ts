import { locales, type Locale, type LocalText } from '../../shared/locale.ts';
import { cut, storable } from '../../shared/storable.ts';
import {
	CONTENT_SCHEMA,
	MAX_QUESTIONS,
	QUESTION_ID,
	questionKinds,
	type Question,
	type SurveyContent
} from '../../survey/index.ts';
import { isChinese } from '../is-chinese.ts';
import type { FoundKind } from '../shapes/shape.ts';
import type { Asked, ChangeNote } from './asked.ts';

/** What became of a question that is not quite as it was. */
export interface Change {
	/** As it was asked; '' for what concerns the whole survey. */
	readonly text: string;
	/** It is not in the survey. */
	readonly leftOut: boolean;
	readonly notes: readonly ChangeNote[];
}

export interface MadeSurvey {
	readonly title: string;
	/** null: nothing of it can be asked here. */
	readonly definition: SurveyContent | null;
	readonly changes: readonly Change[];
	/** Ids of its questions by their names elsewhere. */
	readonly ids: Readonly<Record<string, string>>;
}

/** Texts longer than this are cut: it is what a question's text may have. */
const LONGEST = 500;
const PLACEHOLDER: Required<LocalText> = { en: 'Your answer', 'zh-CN': '您的回答' };
const THANKS: Required<LocalText> = { en: 'Your answer has arrived.', 'zh-CN': '您的回答已经收到。' };
/** Ids that the form itself uses. */
const RESERVED = ['response', 'version', 'lang', 'code'];

type Made<Q extends Question = Question> = Omit<Q, 'id' | 'text' | 'required'>;

/**
 * What is asked here for each kind of question found elsewhere; null: nothing yet. A new kind is its line.
 * Scales keep their own words: these make their numbers comparable.
 */
const makers: Readonly<Record<FoundKind, ((asked: Asked, languages: readonly Locale[]) => Made) | null>> = {
	nps: () => questionKinds.nps.defaults(),
	csat: () => questionKinds.csat.defaults(),
	'ces-ease7': () => questionKinds['ces-ease7'].defaults(),
	'ces-effort5': () => questionKinds['ces-effort5'].defaults(),
	number: ({ min = null, max = null }) => ({
		...questionKinds.number.defaults(),
		labels: {},
		decimals: 2,
		min,
		max
	}),
	text: (_, languages) => ({
		...questionKinds.comment.defaults(),
		labels: { placeholder: inLanguages(PLACEHOLDER, languages) }
	}),
	one: null,
	several: null,
	grid: null,
	rank: null
};

/**
 * A survey of ours that asks what was asked elsewhere, and a list of what is not as it was.
 * @param fallback title when it has none
 */
export function surveyOf(
	given: { readonly title: string; readonly questions: readonly Asked[]; readonly notes?: readonly ChangeNote[] },
	fallback: string
): MadeSurvey {
	const languages = languagesOf(given.questions);
	const used = new Set([...RESERVED, ...given.questions.flatMap(({ id }) => id ?? [])]);
	const ids = new Map<string, string>();
	const questions: Question[] = [];
	const changes: Change[] = given.notes?.length ? [{ text: '', leftOut: false, notes: given.notes }] : [];
	for (const asked of given.questions) {
		const text = textIn(asked.text, languages);
		const shown = Object.values(text)[0] ?? asked.name;
		const make = asked.found === null ? null : makers[asked.found];
		const [first = ''] = Object.values(text);
		const why: ChangeNote | null =
			make === null
				? asked.notes?.includes('statement')
					? 'statement'
					: 'kind'
				: first === ''
					? 'no_text'
					: questions.length >= MAX_QUESTIONS
						? 'too_many'
						: null;
		if (why !== null || make === null) {
			changes.push({ text: shown, leftOut: true, notes: [why ?? 'kind'] });
			continue;
		}
		const made = make(asked, languages);
		const id = asked.id ?? freeId(asked, used);
		ids.set(asked.name, id);
		// One of the union's arms by construction: kind and fields come from the same maker.
		questions.push({ ...made, id, text, required: asked.required && asked.found !== 'text' } as Question);
		if (asked.notes?.length) changes.push({ text: shown, leftOut: false, notes: asked.notes });
	}
	return {
		title: cut(storable(given.title).trim() || fallback, 200).trim() || '–',
		definition:
			questions.length === 0
				? null
				: {
						schema: CONTENT_SCHEMA,
						languages,
						questions: withLabels(questions, languages),
						thanks: inLanguages(THANKS, languages)
					},
		changes,
		ids: Object.fromEntries(ids)
	};
}

/** The texts of a scale's ends in the survey's languages only. */
const withLabels = (questions: readonly Question[], languages: readonly Locale[]): Question[] =>
	questions.map(
		(question) =>
			({
				...question,
				labels: Object.fromEntries(
					Object.entries(question.labels).map(([name, text]) => [name, inLanguages(text, languages)])
				)
			}) as Question
	);

const inLanguages = (text: LocalText, languages: readonly Locale[]): LocalText =>
	Object.fromEntries(
		languages.flatMap((language) => (text[language] === undefined ? [] : [[language, text[language]]]))
	);

/** Every language in which most questions have a text. */
function languagesOf(questions: readonly Asked[]): Locale[] {
	const counts = locales.map((locale) => ({
		locale,
		count: questions.filter(({ text }) => (text[locale] ?? '').trim() !== '').length
	}));
	const found = counts.filter(({ count }) => count > questions.length / 2).sort((a, b) => b.count - a.count);
	return found.length > 0 ? found.map(({ locale }) => locale) : ['en'];
}

/** The text in each language; what is missing in one is taken from another, so that nothing is lost. */
function textIn(text: LocalText, languages: readonly Locale[]): LocalText {
	const tidy = (one: string | undefined): string =>
		cut(
			storable(one ?? '')
				.replace(/\s+/g, ' ')
				.trim(),
			LONGEST
		).trim();
	const any = locales.map((locale) => tidy(text[locale])).find((one) => one !== '') ?? '';
	return Object.fromEntries(
		languages.flatMap((language) => {
			const own = tidy(text[language]) || any;
			return own === '' ? [] : [[language, own]];
		})
	);
}

/** The name that its kind gives, or its own name elsewhere; numbered where that is taken. */
function freeId({ name, found }: Asked, used: Set<string>): string {
	const named = name
		.toLowerCase()
		.replace(/[^a-z0-9_-]+/g, '_')
		.replace(/^[^a-z]+/, '')
		.slice(0, 30);
	const kind = found === 'text' ? 'comment' : (found ?? 'q').split('-')[0]!;
	const base = found === 'text' || found === 'number' ? named || kind : kind;
	for (let at = 1; ; at++) {
		const id = at === 1 ? base : `${base}_${at}`;
		if (!used.has(id) && QUESTION_ID.test(id)) {
			used.add(id);
			return id;
		}
	}
}

/** A text in the language that it is written in. */
export const localOf = (text: string): LocalText => ({ [isChinese([text]) ? 'zh-CN' : 'en']: text });

/** The questions of texts that are all of one language: most of them decide. */
export function inOneLanguage(texts: readonly string[]): Locale {
	return isChinese(texts) ? 'zh-CN' : 'en';
}
