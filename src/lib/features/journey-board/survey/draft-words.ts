import type { Locale } from '#domain/shared/locale.ts';
import type { Issue } from '#domain/shared/result.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Problem } from './edit-content.ts';

export const languageNames: Readonly<Record<Locale, () => string>> = {
	en: m.survey_language_en,
	'zh-CN': m.survey_language_zh
};

const labelNames: Readonly<Record<string, () => string>> = {
	low: m.survey_label_low,
	high: m.survey_label_high,
	placeholder: m.survey_label_placeholder,
	unit: m.survey_label_unit,
	body: m.survey_label_body,
	agree: m.survey_label_agree
};

export const labelName = (label: string): string => labelNames[label]?.() ?? label;

/** What is wrong with a number that was typed for a setting. */
export function settingProblem({ code, params }: Issue): string {
	const figures = new Intl.NumberFormat(getLocale());
	switch (code) {
		case 'too_precise':
			return m.survey_setting_too_precise({ n: Number(params?.max) });
		case 'too_large':
			return m.survey_setting_too_large({ max: figures.format(Number(params?.max)) });
		case 'too_small':
			return m.survey_setting_too_small({ min: figures.format(Number(params?.min)) });
		case 'not_a_name':
			return m.survey_not_a_parameter();
		case 'reserved':
			return m.survey_parameter_reserved();
		default:
			return m.survey_not_a_number();
	}
}

/** What is wrong with a text, in a sentence. */
export function problemText({ issue }: Pick<Problem, 'issue'>): string {
	switch (issue.code) {
		case 'missing_text':
			return m.survey_text_missing();
		case 'unknown_placeholder':
			return m.survey_unknown_placeholder({ name: String(issue.params?.name ?? '') });
		case 'max_length':
			return m.survey_text_too_long();
		case 'nothing_measured':
			return m.survey_nothing_measured();
		case 'same_question_twice':
			return m.survey_same_question();
		case 'wrong_way_round':
			return m.survey_wrong_way_round();
		case 'too_precise':
			return m.survey_too_precise();
		case 'too_few_items':
			return m.survey_too_few_items({ n: Number(issue.params?.min) });
		case 'same_item_twice':
			return m.survey_same_item();
		case 'two_others':
			return m.survey_two_others();
		case 'more_than_there_are':
			return m.survey_more_than_there_are({ n: Number(issue.params?.max) });
		case 'no_such_look':
			return m.survey_no_such_look();
		case 'off_step':
			return m.survey_off_step();
		case 'reserved':
			return m.survey_parameter_reserved();
		case 'nothing_asked':
			return m.survey_nothing_asked();
		case 'content_too_new':
			return m.error_content_too_new();
		default:
			return m.common_field_invalid();
	}
}
