import { surveyDraftKind, type SurveyDraftTypes } from '#document/kinds/survey-draft/index.ts';
import { can } from '#domain/access/index.ts';
import type { Board } from '../state/board.svelte.ts';
import { OpenDocument } from '../state/open-document.svelte.ts';

export type OpenDraft = OpenDocument<SurveyDraftTypes>;

interface Held {
	readonly draft: OpenDraft;
	holders: number;
}

const held = new WeakMap<Board, Map<string, Held>>();

/**
 * The draft of a survey, as long as somebody on this board holds it: two touchpoints that ask the same survey share one.
 * It stays open after the last has let go until what was typed is stored on the server.
 * @param url `wss://host/collab`
 */
export function openDraft(board: Board, url: string, surveyId: string): { draft: OpenDraft; letGo: () => void } {
	const open = held.get(board) ?? new Map<string, Held>();
	held.set(board, open);
	let one = open.get(surveyId);
	if (!one) {
		const draft = new OpenDocument({
			kind: surveyDraftKind,
			url,
			id: surveyId,
			userId: board.me.id,
			mayEdit: can(board.me, 'survey.edit')
		});
		open.set(surveyId, (one = { draft, holders: 0 }));
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
		letGo: () => {
			if (left) return;
			left = true;
			mine.holders--;
			mine.draft.show({ editing: null });
			void mine.draft.stored().then(() => {
				if (mine.holders === 0 && open.get(surveyId) === mine) close(open, surveyId);
			});
		}
	};
}

function close(open: Map<string, Held>, surveyId: string): void {
	open.get(surveyId)?.draft.close();
	open.delete(surveyId);
}
