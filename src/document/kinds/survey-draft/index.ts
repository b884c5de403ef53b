import type * as Y from 'yjs';
import type { Quarantined, RawFields } from '#domain/shared/define-record.ts';
import type { RawDocument } from '#domain/shared/document-schema.ts';
import {
	assembleDraft,
	compareDrafts,
	type DraftChange,
	type DraftDifference,
	type DraftHead,
	type DraftPlace,
	type FlatQuestion,
	type FlatRecord,
	flatQuestion,
	flatSurvey,
	headOf,
	type SurveyDraft,
	surveyDraftSchema
} from '#domain/survey/draft/index.ts';
import { DraftFields, questionRecord, surveyRecord } from '#domain/survey/draft/draft-records.ts';
import type { DocumentKind } from '../../core/kind.ts';
import type { Origin } from '../../core/transaction-origins.ts';
import { type Assembly, observeRecords, readRecord, readRecords, readSingle } from '../../core/records/read-records.ts';
import { rootsOf, storedFields } from '../../core/records/record-maps.ts';
import { upgradeDocument } from '../../core/records/upgrade-records.ts';
import { seedOf, writeRecord } from '../../core/records/write-records.ts';
import { type DraftPresence, readDraftPresence } from './draft-presence.ts';

export interface SurveyDraftTypes {
	snapshot: SurveyDraft;
	change: DraftChange;
	type: DraftPlace['type'];
	record: FlatRecord;
	difference: DraftDifference;
	presence: DraftPresence;
}

const drafts: Assembly<DraftHead, FlatQuestion, SurveyDraft> = {
	single: surveyRecord,
	records: [questionRecord],
	readOwn: (doc) => headOf(readSingle(doc, surveyRecord, DraftFields.entries)),
	assemble: (head, read, quarantine: readonly Quarantined[], previous) =>
		assembleDraft(head, read.question!.values(), quarantine, previous)
};

/** The draft of a survey: its title, texts and order. Its id is the survey's. */
export const surveyDraftKind: DocumentKind<SurveyDraftTypes> = {
	name: 'survey-draft',
	schema: surveyDraftSchema,
	roots: rootsOf(surveyDraftSchema),
	seed: (draft) => seedOf(rawOf(draft), surveyDraftSchema),
	read: (doc) => readRecords(doc, drafts),
	readRecord(type, id, fields) {
		const read = type === 'question' ? readRecord(questionRecord, id, fields) : null;
		return read?.ok ? read.record : null;
	},
	apply,
	observe: (doc, onChange) => observeRecords(doc, drafts, onChange),
	compare: compareDrafts,
	upgrade: (doc) => upgradeDocument(doc, surveyDraftSchema),
	presence: { sendable: (own) => own, read: readDraftPresence }
};

/** A patch of a question that someone deleted meanwhile is left out: the deletion stands. */
function apply(doc: Y.Doc, changes: readonly DraftChange[], origin: Origin): void {
	if (changes.length === 0) return;
	doc.transact(() => changes.forEach((change) => write(doc, change)), origin);
}

function write(doc: Y.Doc, change: DraftChange): void {
	switch (change.op) {
		case 'put': {
			const { id } = change.record;
			return writeRecord(doc, questionRecord, { do: 'put', id, fields: storedFields(change.record) });
		}
		case 'patch': {
			const { id, fields, seen } = change;
			return writeRecord(doc, questionRecord, { do: 'patch', id, fields, ...(seen && { seen }) });
		}
		case 'delete':
			return writeRecord(doc, questionRecord, { do: 'delete', id: change.id });
		case 'survey': {
			const { fields, seen } = change;
			return writeRecord(doc, surveyRecord, { do: 'patch', id: '', fields, ...(seen && { seen }) });
		}
	}
}

function rawOf(draft: SurveyDraft): RawDocument {
	const questions = draft.questions.map((question): [string, RawFields] => [
		question.id,
		storedFields(flatQuestion(question, question.order))
	]);
	return {
		schema: surveyDraftSchema.current,
		epoch: 1,
		collections: {
			[surveyRecord.collection]: { '': storedFields(flatSurvey(draft)) },
			[questionRecord.collection]: Object.fromEntries(questions)
		}
	};
}
