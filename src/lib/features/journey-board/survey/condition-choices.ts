import { channelNames, kindOf, scaleOf, type Leaf, type SurveyContent } from '#domain/survey/index.ts';
import { locales, localText } from '#domain/shared/locale.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { languageNames } from './draft-words.ts';

/** A value beside an operator. */
export type Chosen = string | number;

/** Monday, 6 January 2025, and the six days after it, as they are called. */
const weekdays = (): { value: number; label: string }[] => {
	const name = new Intl.DateTimeFormat(getLocale(), { weekday: 'long', timeZone: 'UTC' });
	return Array.from({ length: 7 }, (_, at) => ({ value: at + 1, label: name.format(Date.UTC(2025, 0, 6 + at)) }));
};

/** Every value that can stand there, with what it is called; null: what is typed. */
export function choicesFor(leaf: Leaf, content: SurveyContent): { value: Chosen; label: string }[] | null {
	if ('about' in leaf) {
		if (leaf.about === 'channel')
			return channelNames.map((value) => ({ value, label: m.kind_channel({ kind: value }) }));
		if (leaf.about === 'language') return locales.map((value) => ({ value, label: languageNames[value]() }));
		return leaf.about === 'weekday' ? weekdays() : null;
	}
	if ('attribute' in leaf && leaf.attribute === 'known')
		return [
			{ value: 'yes', label: m.logic_yes() },
			{ value: 'no', label: m.logic_no() }
		];
	const question = 'answer' in leaf ? content.questions.find(({ id }) => id === leaf.answer) : undefined;
	if (!question) return null;
	const listed = kindOf(question.kind).choices?.(question);
	if (listed) return listed.map(({ value, text }) => ({ value, label: localText(text, getLocale()) || String(value) }));
	const scale = scaleOf(question);
	if (!scale) return null;
	return Array.from({ length: scale[1] - scale[0] + 1 }, (_, at) => ({
		value: scale[0] + at,
		label: String(scale[0] + at)
	}));
}
