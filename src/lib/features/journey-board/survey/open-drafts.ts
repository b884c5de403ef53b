import { SvelteMap } from 'svelte/reactivity';
import { surveyDraftKind, type SurveyDraftTypes } from '#document/kinds/survey-draft/index.ts';
import { can } from '#domain/access/index.ts';
import { type Field, hasPlace } from '#domain/survey/draft/index.ts';
import { overruledIn } from './short-texts.ts';
import { Aside } from '../state/aside.svelte.ts';
import type { Board, Homeless } from '../state/board.svelte.ts';
import { OpenDocument } from '../state/open-document.svelte.ts';

export type OpenDraft = OpenDocument<SurveyDraftTypes>;

/** Why what is typed in a field of the draft cannot be written there; null: it can. */
export function noPlace({ canEdit, snapshot }: Pick<OpenDraft, 'canEdit' | 'snapshot'>, at: Field): Homeless | null {
	if (!canEdit || snapshot === null) return 'survey-locked';
	return hasPlace(snapshot, at) ? null : 'question-gone';
}

interface Shared {
	readonly draft: OpenDraft;
	/** Edits of it that this browser holds and that will not be sent. */
	readonly aside: Aside<SurveyDraftTypes>;
}

interface Held extends Shared {
	holders: number;
}

const held = new WeakMap<Board, SvelteMap<string, Held>>();

function openOn(board: Board): SvelteMap<string, Held> {
	const open = held.get(board) ?? new SvelteMap<string, Held>();
	held.set(board, open);
	return open;
}

/** Surveys whose drafts are open on this board, or still being stored. */
export const openDraftsOn = (board: Board): { has(surveyId: string): boolean } => openOn(board);

/**
 * The draft of a survey, as long as somebody on this board holds it: two touchpoints that ask the same survey share one.
 * It stays open after the last has let go until what was typed is stored on the server, or cannot be.
 * @param url `wss://host/collab`
 */
export function openDraft(board: Board, url: string, surveyId: string): Shared & { letGo: () => void } {
	const open = openOn(board);
	let one = open.get(surveyId);
	if (!one) {
		const mine = { kind: surveyDraftKind, id: surveyId, userId: board.me.id, mayEdit: can(board.me, 'survey.edit') };
		const aside = new Aside(mine);
		const draft = new OpenDocument({ ...mine, url, keepCopy: !aside.holdsBack });
		draft.onoverruled = (overruled) => overruledIn(board, draft, overruled);
		open.set(surveyId, (one = { draft, aside, holders: 0 }));
		const last = one;
		// The page goes: what is not stored yet is kept on this device.
		board.whenClosed(() => {
			if (open.get(surveyId) === last) close(open, surveyId);
		});
	}
	one.holders++;
	const mine = one;
	let left = false;
	return {
		draft: mine.draft,
		aside: mine.aside,
		letGo: () => {
			if (left) return;
			left = true;
			mine.holders--;
			mine.draft.show({ editing: null });
			void mine.draft.settled().then(() => {
				if (mine.holders === 0 && open.get(surveyId) === mine) close(open, surveyId);
			});
		}
	};
}

function close(open: Map<string, Held>, surveyId: string): void {
	open.get(surveyId)?.draft.close();
	open.delete(surveyId);
}
