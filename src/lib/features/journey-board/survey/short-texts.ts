import type { SurveyDraftTypes } from '#document/kinds/survey-draft/index.ts';
import type { Overruled } from '#document/core/overruled.ts';
import { mergeTitles } from '#domain/shared/merge-titles.ts';
import { type Field, hasPlace, shortTextAt, writeField } from '#domain/survey/draft/index.ts';
import type { Board } from '../state/board.svelte.ts';
import type { OpenDocument } from '../state/open-document.svelte.ts';

type Draft = Pick<OpenDocument<SurveyDraftTypes>, 'id' | 'snapshot' | 'canEdit' | 'checkpoint' | 'write'>;
type GivesBack = Pick<Board, 'giveBack'>;

/** How long a text of a survey may be. */
export const mostAt = ({ id, field }: Field): number => (id === '' && field === 'title' ? 200 : 1000);

const aboutOf = (draft: Draft, { id, field }: Field): string => JSON.stringify([draft.id, id, field]);

/**
 * A short text that this person has written, merged with what others wrote since they began. Where that is no text of both,
 * this person's stands, which is the later, and the other is given back.
 * @param seen what they began with
 * @returns what stands there now
 */
export function writeShort(board: GivesBack, draft: Draft, at: Field, mine: string, seen: string): string {
	const theirs = shortTextAt(draft.snapshot!, at);
	const both = mergeTitles(seen, mine, theirs);
	const isBoth = both !== null && both.length <= mostAt(at);
	draft.checkpoint();
	draft.write([writeField(at, isBoth ? both : mine, seen)]);
	if (!isBoth) board.giveBack(theirs, 'survey-replaced', aboutOf(draft, at));
	return isBoth ? both : mine;
}

/** Somebody else wrote the same short text at the same moment: what both wrote stands, else this person's is given back. */
export function overruledIn(board: GivesBack, draft: Draft, { id, field, seen, mine }: Overruled): void {
	const at = { id, field };
	// The question is gone, with everything in it.
	if (!draft.snapshot || !hasPlace(draft.snapshot, at)) return;
	const theirs = shortTextAt(draft.snapshot, at);
	const both = mergeTitles(seen, mine, theirs);
	if (both === theirs) return;
	if (both === null || both.length > mostAt(at) || !draft.canEdit)
		return board.giveBack(mine, 'survey-overruled', aboutOf(draft, at));
	draft.checkpoint();
	draft.write([writeField(at, both, theirs)]);
}
