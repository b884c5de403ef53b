import type { DocumentKind, KindTypes } from '#document/core/kind.ts';
import type { SetAsideCopy } from '#document/client/copies-set-aside.ts';
import { journeyKind, type JourneyTypes } from '#document/kinds/journey/index.ts';
import { surveyDraftKind, type SurveyDraftTypes } from '#document/kinds/survey-draft/index.ts';
import { titleOr } from '#lib/journey-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { type AsideItem, type NameOf, writtenItems } from './aside-view.ts';
import { writtenInDraftItems } from './draft-items.ts';

/** What is said, and can be done, about edits of one kind of document that this device holds and the server does not have. */
export interface AsideKind<T extends KindTypes = KindTypes> {
	readonly kind: DocumentKind<T>;
	/** Below `/api/v1`: a list that takes `ids` and says titles of those that this person may open. */
	readonly list: string;
	titleOf(snapshot: T['snapshot']): string;
	written(copy: SetAsideCopy<T>, departmentName: NameOf): AsideItem[];
	/** What can be read about them where they cannot be sent. */
	intro(when: { when: string }): string;
	/** That they can be sent. */
	open(title: { title: string }): string;
	/** Where opening a document sends them: a page of its own; `here`: the page that tells of them can do it. */
	readonly sentBy: 'opening' | 'here';
}

const journeys: AsideKind<JourneyTypes> = {
	kind: journeyKind,
	list: '/journeys',
	titleOf: ({ meta }) => titleOr(meta.title),
	written: writtenItems,
	intro: m.aside_unsent_intro,
	open: m.aside_unsent_open,
	sentBy: 'opening'
};

const surveyDrafts: AsideKind<SurveyDraftTypes> = {
	kind: surveyDraftKind,
	list: '/surveys',
	titleOf: ({ title }) => titleOr(title),
	written: (copy) => writtenInDraftItems(copy),
	intro: m.aside_draft_intro,
	open: m.aside_draft_open,
	sentBy: 'here'
};

/** Every kind of document that people edit in a browser; `aside-kinds.test.ts` holds it against the registry. */
export const asideKinds = [journeys, surveyDrafts] as unknown as readonly AsideKind[];

/** @param document `journey/<id>`; undefined for a kind that this program does not know */
export const asideKindOf = (document: string): AsideKind | undefined =>
	asideKinds.find(({ kind }) => document.startsWith(`${kind.name}/`));

/** The id of a document: `journey/<id>` without the kind. */
export const idOf = (document: string): string => document.slice(document.indexOf('/') + 1);
