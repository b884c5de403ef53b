import { canonical } from '../../shared/canonical.ts';
import type { RawFields } from '../../shared/define-record.ts';
import { assembleDraft, flatQuestion, flatSurvey, headOf, type SurveyDraft } from './draft.ts';
import { itemsOf } from './draft-items.ts';
import { type FlatQuestion, type FlatRecord, itemField } from './draft-records.ts';

/** A place that somebody wrote at: these fields of the survey (which has no id) or of a question, or (null) all of it. */
export interface DraftPlace {
	readonly type: FlatRecord['type'];
	readonly id: string;
	readonly fields: readonly string[] | null;
}

/** What one draft has otherwise than another. */
export interface DraftDifference {
	/** `added`: the other draft has no such question. `deleted`: only the other has it. */
	readonly what: 'added' | 'changed' | 'deleted';
	readonly here: FlatRecord | null;
	readonly there: FlatRecord | null;
	/** Fields that say something else (of an added question: that say something). */
	readonly fields: readonly string[];
}

/** What was done at a place of a draft, told from it alone. */
export interface DraftWritten {
	readonly what: DraftDifference['what'];
	readonly type: FlatRecord['type'];
	readonly id: string;
	/** null: deleted, and nothing is known of it any more. */
	readonly record: FlatRecord | null;
	readonly fields: readonly string[];
}

/** What `here` has otherwise than `there`. @param places where to look; null: everywhere */
export function compareDrafts(
	here: SurveyDraft,
	there: SurveyDraft,
	places: readonly DraftPlace[] | null = null
): DraftDifference[] {
	const [mine, theirs] = [recordsOf(here), recordsOf(there)];
	const everywhere = [...new Set([...mine.keys(), ...theirs.keys()])].map((id) => ({ id, fields: null }));
	return (places ?? everywhere).flatMap(({ id, fields }): DraftDifference[] => {
		const [a, b] = [mine.get(id), theirs.get(id)];
		if (!a) return b ? [{ what: 'deleted', here: null, there: b, fields: [] }] : [];
		if (!b) return [{ what: 'added', here: a, there: null, fields: telling(a) }];
		const other = namesOf(fields ?? [...Object.keys(a), ...Object.keys(b)]).filter((field) =>
			field === 'order'
				? rankOf(here, id) !== rankOf(there, id)
				: itemField(field)?.field === 'order'
					? itemRankOf(here, id, field) !== itemRankOf(there, id, field)
					: !same(valueOf(a, field), valueOf(b, field))
		);
		return other.length > 0 ? [{ what: 'changed', here: a, there: b, fields: other }] : [];
	});
}

/**
 * What was written at these places, where there is no other draft to compare with.
 * @param places null: not known, so everything
 * @param gone questions that the draft once had
 */
export function writtenInDraft(
	here: SurveyDraft,
	places: readonly DraftPlace[] | null,
	gone: readonly FlatRecord[] = []
): DraftWritten[] {
	const mine = recordsOf(here);
	const everywhere = [...mine.values()].map(({ type, id }): DraftPlace => ({ type, id, fields: null }));
	return (places ?? everywhere).flatMap(({ type, id, fields }): DraftWritten[] => {
		const record = mine.get(id);
		if (record && (fields !== null || type === 'survey'))
			return [{ what: 'changed', type, id, record, fields: namesOf(fields ?? telling(record)) }];
		if (record) return [{ what: 'added', type, id, record, fields: telling(record) }];
		// Somebody else deleted what was only edited here.
		if (fields !== null) return [];
		return [{ what: 'deleted', type, id, record: gone.find((one) => one.id === id) ?? null, fields: [] }];
	});
}

/** A draft as these differences would make it: with the records that they have, without those that they lack. */
export function draftWith(draft: SurveyDraft, differences: readonly DraftDifference[]): SurveyDraft {
	const records = recordsOf(draft);
	for (const { here, there } of differences) {
		if (here) records.set(here.id, here);
		else records.delete(there!.id);
	}
	const all = [...records.values()];
	const head = all.find(({ type }) => type === 'survey');
	const questions = all.filter((record): record is FlatQuestion => record.type === 'question');
	return assembleDraft(head ? headOf(head) : draft, questions, draft.quarantine);
}

/** Where a difference is. */
export const placeOfDifference = ({ what, here, there, fields }: DraftDifference): DraftPlace => {
	const { type, id } = (here ?? there)!;
	return { type, id, fields: what === 'changed' ? fields : null };
};

/** Place of a question among the others, from 0; −1 when it is not there. */
export const rankOf = ({ questions }: SurveyDraft, id: string): number =>
	questions.findIndex((question) => question.id === id);

/** Place of an item in its list, from 0; −1 when it is not there. @param field any of the item's, as the document calls it */
export function itemRankOf({ questions }: SurveyDraft, id: string, field: string): number {
	const question = questions.find((one) => one.id === id);
	const at = itemField(field);
	return question && at ? itemsOf(question, at.list).findIndex((item) => item.id === at.item) : -1;
}

const recordsOf = (draft: SurveyDraft): Map<string, FlatRecord> =>
	new Map<string, FlatRecord>([
		['', flatSurvey(draft)],
		...draft.questions.map((question): [string, FlatQuestion] => [question.id, flatQuestion(question, question.order)])
	]);

const valueOf = (record: FlatRecord, field: string): unknown => (record as RawFields)[field] ?? '';
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
const namesOf = (fields: readonly string[]): string[] => [
	...new Set(fields.filter((field) => field !== 'id' && field !== 'type'))
];
const telling = (record: FlatRecord): string[] => namesOf(Object.keys(record)).filter((f) => valueOf(record, f) !== '');
