import type { DocumentKind, KindTypes } from '#document/core/kind.ts';
import type { Place } from '#document/core/place.ts';
import type { SetAsideCopy } from '#document/client/copies-set-aside.ts';
import { journeyKind, type JourneyTypes } from '#document/kinds/journey/index.ts';
import { surveyDraftKind, type SurveyDraftTypes } from '#document/kinds/survey-draft/index.ts';
import { draftWith, placeOfDifference } from '#domain/survey/draft/index.ts';
import type { DocumentWords } from '#lib/document-words/document-words.ts';
import { journeyWords } from '#lib/document-words/journey.ts';
import { surveyDraftWords } from '#lib/document-words/survey-draft.ts';
import { titleOr } from '#lib/journey-words.ts';
import { type AsideItem, asideItems, journeyWith, type NameOf, writtenItems } from './aside-view.ts';
import { draftItems, writtenInDraftItems } from './draft-items.ts';

/** A document with edits in it, and where they were made; null: not known. */
export interface EditedDocument<T extends KindTypes> {
	readonly snapshot: T['snapshot'];
	readonly places: readonly Place<T['type']>[] | null;
}

/** What is said, and can be done, about edits beside documents of one kind: those that this device holds, and those that the server does. */
export interface AsideKind<T extends KindTypes = KindTypes> {
	readonly kind: DocumentKind<T>;
	readonly words: DocumentWords;
	/** Below `/api/v1`: a list that takes `ids` and says titles of those that this person may open. */
	readonly list: string;
	titleOf(snapshot: T['snapshot']): string;
	/** What edits say beside what the document says now. */
	items(edited: EditedDocument<T>, present: T['snapshot'], departmentName: NameOf): AsideItem[];
	/** What they say where there is no document to lay beside them. */
	written(copy: SetAsideCopy<T>, departmentName: NameOf): AsideItem[];
	/** The document as differences would make it that the server found in edits. */
	withDifferences(present: T['snapshot'], differences: readonly T['difference'][]): EditedDocument<T>;
	/** Where opening a document sends them: a page of its own; `here`: the page that tells of them can do it. */
	readonly sentBy: 'opening' | 'here';
}

const journeys: AsideKind<JourneyTypes> = {
	kind: journeyKind,
	words: journeyWords,
	list: '/journeys',
	titleOf: ({ meta }) => titleOr(meta.title),
	items: asideItems,
	written: writtenItems,
	withDifferences: journeyWith,
	sentBy: 'opening'
};

const surveyDrafts: AsideKind<SurveyDraftTypes> = {
	kind: surveyDraftKind,
	words: surveyDraftWords,
	list: '/surveys',
	titleOf: ({ title }) => titleOr(title),
	items: draftItems,
	written: writtenInDraftItems,
	withDifferences: (present, differences) => ({
		snapshot: draftWith(present, differences),
		places: differences.map(placeOfDifference)
	}),
	sentBy: 'here'
};

/** Every kind of document that people edit in a browser; `aside-kinds.test.ts` holds it against the registry. */
export const asideKinds = [journeys, surveyDrafts] as unknown as readonly AsideKind[];

/** @param document `journey/<id>`; undefined for a kind that this program does not know */
export const asideKindOf = (document: string): AsideKind | undefined =>
	asideKinds.find(({ kind }) => document.startsWith(`${kind.name}/`));

/** The id of a document: `journey/<id>` without the kind. */
export const idOf = (document: string): string => document.slice(document.indexOf('/') + 1);
