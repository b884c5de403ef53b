import type { Component } from 'svelte';
import type { Locale } from '#domain/shared/locale.ts';
import type { Rendering, ShownQuestion } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import ScaleQuestion from './ScaleQuestion.svelte';
import TextQuestion from './TextQuestion.svelte';

/** What a control is given. */
export interface ControlProps<Drawn extends Rendering = Rendering> {
	question: ShownQuestion;
	rendering: Drawn;
	/** What was filled in before; nothing, or one text for each field of the question's name. */
	values: readonly string[];
	/** What has to be put right, as a sentence. */
	problem: string | null;
	language: Locale;
	/** The first question is the page's heading. */
	first: boolean;
}

interface Control<Drawn extends Rendering> {
	readonly component: Component<ControlProps<Drawn>>;
	/** Asks for an answer that is missing. */
	readonly required: (inputs: object, options: { locale: Locale }) => string;
}

/** How questions are drawn, by the control that their kind names. One that is missing here does not compile. */
export const controls: {
	readonly [Name in Rendering['control']]: Control<Extract<Rendering, { control: Name }>>;
} = {
	scale: { component: ScaleQuestion, required: m.respond_problem_required },
	text: { component: TextQuestion, required: m.respond_problem_write }
};

/** The entry of a question's control, for callers that do not care which. */
export const controlOf = ({ rendering }: ShownQuestion): Control<Rendering> =>
	controls[rendering.control] as Control<Rendering>;
