import type { Component } from 'svelte';
import type { Locale } from '#domain/shared/locale.ts';
import type { Rendering, ShownQuestion } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import ChoiceQuestion from './ChoiceQuestion.svelte';
import NumberQuestion from './NumberQuestion.svelte';
import ScaleQuestion from './ScaleQuestion.svelte';
import TextQuestion from './TextQuestion.svelte';
import type { Problem } from './shown.ts';

/** What a control is given. */
export interface ControlProps<Drawn extends Rendering = Rendering> {
	question: ShownQuestion;
	rendering: Drawn;
	/** What was filled in before; nothing, or one text for each field of the question's name. */
	values: readonly string[];
	/** The same of its other fields, by what stands behind its name and a dot. */
	parts: Readonly<Record<string, readonly string[]>>;
	/** The same whenever this response is shown: what is mixed stays as it was. */
	seed: string;
	/** What has to be put right, as a sentence. */
	problem: string | null;
	language: Locale;
	/** The first question is the page's heading. */
	first: boolean;
}

interface Options {
	readonly locale: Locale;
}
type Params = NonNullable<Problem['params']>;

interface Control<Drawn extends Rendering> {
	readonly component: Component<ControlProps<Drawn>>;
	/** Asks for an answer that is missing. */
	readonly required: (inputs: object, options: Options) => string;
	/** Says what else its kind found wrong, by the code. */
	readonly problems: Readonly<Record<string, (params: Params, options: Options) => string>>;
}

const inFigures = (value: string | number, { locale }: Options): string =>
	new Intl.NumberFormat(locale).format(Number(value));

const choosing: Control<Rendering>['problems'] = {
	other_missing: (_, options) => m.respond_problem_other_missing({}, options),
	too_long: ({ length = 0, max = 0 }, options) => m.respond_problem_long({ n: length, max }, options),
	not_together: (_, options) => m.respond_problem_together({}, options),
	too_few_chosen: ({ min = 1 }, options) => m.respond_choose_at_least({ n: min }, options),
	too_many_chosen: ({ max = 1 }, options) => m.respond_choose_up_to({ n: max }, options)
};

/** How questions are drawn, by the control that their kind names. One that is missing here does not compile. */
export const controls: {
	readonly [Name in Rendering['control']]: Control<Extract<Rendering, { control: Name }>>;
} = {
	scale: {
		component: ScaleQuestion,
		required: m.respond_problem_required,
		problems: {
			not_on_scale: ({ min = 0, max = 0 }, options) => m.respond_problem_scale({ min, max }, options)
		}
	},
	'single-choice': { component: ChoiceQuestion, required: m.respond_problem_required, problems: choosing },
	'multiple-choice': { component: ChoiceQuestion, required: m.respond_problem_required, problems: choosing },
	text: {
		component: TextQuestion,
		required: m.respond_problem_write,
		problems: {
			too_long: ({ length = 0, max = 0 }, options) => m.respond_problem_long({ n: length, max }, options)
		}
	},
	number: {
		component: NumberQuestion,
		required: m.respond_problem_write,
		problems: {
			not_number: (_, options) => m.respond_problem_number({}, options),
			too_small: ({ min = 0 }, options) => m.respond_problem_small({ min: inFigures(min, options) }, options),
			too_large: ({ max = 0 }, options) => m.respond_problem_large({ max: inFigures(max, options) }, options),
			too_precise: ({ max }, options) =>
				max === 0 ? m.respond_problem_whole({}, options) : m.respond_problem_decimals({ n: max ?? 2 }, options)
		}
	}
};

/** The entry of a question's control, for callers that do not care which. */
export const controlOf = ({ rendering }: ShownQuestion): Control<Rendering> =>
	controls[rendering.control] as Control<Rendering>;
