import { isLocale, type Locale, localText } from '#domain/shared/locale.ts';
import type { QuestionKindName } from '#domain/survey/index.ts';
import {
	compareDrafts,
	itemField,
	itemRankOf,
	type DraftPlace,
	type FlatQuestion,
	type FlatRecord,
	questionOf,
	rankOf,
	type SurveyDraft,
	writtenInDraft
} from '#domain/survey/draft/index.ts';
import { titleOr } from '#lib/journey-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { AsideItem } from './aside-view.ts';

const differenceBadges = {
	added: m.aside_draft_added,
	changed: m.aside_draft_changed,
	deleted: m.aside_draft_deleted
} as const;

const writtenBadges = { added: m.aside_was_added, changed: m.aside_was_changed, deleted: m.aside_was_deleted } as const;

const languages: Readonly<Record<Locale, () => string>> = {
	en: m.survey_language_en,
	'zh-CN': m.survey_language_zh
};

const names: Readonly<Record<string, () => string>> = {
	title: () => m.kind_field({ kind: 'title' }),
	kind: () => m.kind_field({ kind: 'kind' }),
	text: () => m.kind_record({ kind: 'question' }),
	thanks: m.survey_thanks,
	'labels.low': m.survey_label_low,
	'labels.high': m.survey_label_high,
	'labels.placeholder': m.survey_label_placeholder,
	'labels.unit': m.survey_label_unit,
	'labels.body': m.survey_label_body,
	'labels.agree': m.survey_label_agree,
	order: m.aside_draft_order,
	required: m.aside_draft_required,
	languages: m.aside_draft_languages
};

/** A survey's draft with edits in it, and where they were made. */
interface EditedDraft {
	readonly snapshot: SurveyDraft;
	readonly places: readonly DraftPlace[] | null;
}

/** What a copy of a survey's draft has otherwise than the draft. */
export function draftItems({ snapshot, places }: EditedDraft, draft: SurveyDraft): AsideItem[] {
	return compareDrafts(snapshot, draft, places).map(({ what, here, there, fields }) => {
		// As it is called in the draft, where somebody would look for it.
		const [record, called] = there ? [there, draft] : [here!, snapshot];
		return {
			key: `${record.type} ${record.id}`,
			what,
			badge: differenceBadges[what](),
			type: m.kind_record({ kind: record.type }),
			title: titleOf(record, called),
			rows: fields.map((field) => ({
				label: labelOf(field),
				here: valueOf(here!, field, snapshot),
				there: there && valueOf(there, field, draft),
				typed: isTyped(field)
			}))
		};
	});
}

/** What a copy of a survey's draft says, to be read: there is nothing to lay beside it. */
export function writtenInDraftItems({
	snapshot,
	places,
	gone
}: EditedDraft & { readonly gone: readonly FlatRecord[] }): AsideItem[] {
	return writtenInDraft(snapshot, places, gone).map(({ what, type, id, record, fields }) => ({
		key: `${type} ${id}`,
		what,
		badge: writtenBadges[what](),
		type: m.kind_record({ kind: type }),
		title: record ? titleOf(record, snapshot) : '',
		rows: fields.map((field) => ({
			label: labelOf(field),
			here: valueOf(record!, field, snapshot),
			there: null,
			typed: isTyped(field)
		}))
	}));
}

const titleOf = (record: FlatRecord, { title }: SurveyDraft): string =>
	record.type === 'survey' ? titleOr(title) : titleOr(localText(questionOf(record as FlatQuestion).text, getLocale()));

/** `text.en`: its name, and the language it is in. */
function parts(field: string): { readonly name: string; readonly locale: Locale | null } {
	const end = field.slice(field.lastIndexOf('.') + 1);
	return isLocale(end) ? { name: field.slice(0, -end.length - 1), locale: end } : { name: field, locale: null };
}

/** "Options: text, English" */
function itemLabelOf(list: string, field: string): string {
	const words: Readonly<Record<string, () => string>> = {
		order: m.aside_draft_order,
		other: m.survey_item_other,
		exclusive: m.survey_item_exclusive
	};
	const name = m.kind_list({ kind: list as Parameters<typeof m.kind_list>[0]['kind'] });
	return m.aside_draft_field({ name, language: isLocale(field) ? languages[field]() : (words[field]?.() ?? field) });
}

function labelOf(field: string): string {
	const item = itemField(field);
	if (item) return itemLabelOf(item.list, item.field);
	const { name, locale } = parts(field);
	const called = names[name]?.() ?? m.kind_field({ kind: name as Parameters<typeof m.kind_field>[0]['kind'] });
	return locale === null ? called : m.aside_draft_field({ name: called, language: languages[locale]() });
}

const isTyped = (field: string): boolean => field === 'title' || parts(field).locale !== null;

function valueOf(record: FlatRecord, field: string, draft: SurveyDraft): string {
	const value: unknown = record[field as keyof FlatRecord];
	if (field === 'order') {
		const rank = rankOf(draft, record.id);
		return rank < 0 ? m.aside_draft_off() : m.aside_place_n({ n: rank + 1 });
	}
	if (itemField(field)?.field === 'order') {
		const rank = itemRankOf(draft, record.id, field);
		return rank < 0 ? m.aside_draft_off() : m.aside_place_n({ n: rank + 1 });
	}
	if (field === 'languages') return (value as readonly Locale[]).map((locale) => languages[locale]()).join(', ');
	if (field === 'kind') return m.kind_question({ kind: value as QuestionKindName });
	if (typeof value === 'number') return new Intl.NumberFormat(getLocale()).format(value);
	if (value === null) return m.survey_open_end();
	if (typeof value === 'boolean') return value ? m.aside_yes() : m.aside_no();
	return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
