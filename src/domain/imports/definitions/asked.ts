import type { LocalText } from '../../shared/locale.ts';
import type { FoundKind } from '../shapes/shape.ts';

/** A question of a survey made elsewhere, before it is one of ours. */
export interface Asked {
	/** Its name there; '' when it has none. */
	readonly name: string;
	readonly text: LocalText;
	/** The id that it gets here, where it must be a certain one. */
	readonly id?: string;
	/** null: nothing that we ask. */
	readonly found: FoundKind | null;
	readonly required: boolean;
	/** Ends of a number. */
	readonly min?: number | null;
	readonly max?: number | null;
	/** What comes with it and has no place here, or is asked otherwise. */
	readonly notes?: readonly ChangeNote[];
}

/** Why a question or a part of it is not as it was, each a sentence in `messages`. */
export const changeNotes = [
	/** Questions of this kind do not exist here. */
	'kind',
	/** It says something and asks nothing. */
	'statement',
	/** Nothing can be read as its text. */
	'no_text',
	/** More questions than a survey has here. */
	'too_many',
	/** When it is shown, required or skipped. */
	'logic',
	/** Points are asked for as a number. */
	'as_number',
	/** The words of its scale are ours. */
	'scale_words',
	/** What is checked of an answer. */
	'validation',
	/** Texts in languages that are not here. */
	'languages',
	/** Answers of other questions in its text. */
	'piped'
] as const;
export type ChangeNote = (typeof changeNotes)[number];

/** A survey made elsewhere. */
export interface AskedSurvey {
	readonly title: string;
	readonly questions: readonly Asked[];
	/** What concerns the whole of it. */
	readonly notes: readonly ChangeNote[];
}
