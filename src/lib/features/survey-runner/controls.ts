import type { Component } from 'svelte';
import type { Locale } from '#domain/shared/locale.ts';
import type { Rendering, ShownQuestion } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import ChoiceQuestion from './ChoiceQuestion.svelte';
import ConsentQuestion from './ConsentQuestion.svelte';
import ContactQuestion from './ContactQuestion.svelte';
import DateQuestion from './DateQuestion.svelte';
import FacesQuestion from './FacesQuestion.svelte';
import HiddenQuestion from './HiddenQuestion.svelte';
import LineQuestion from './LineQuestion.svelte';
import MatrixQuestion from './MatrixQuestion.svelte';
import NumberQuestion from './NumberQuestion.svelte';
import { partName } from './part-names.ts';
import RankingQuestion from './RankingQuestion.svelte';
import ScaleQuestion from './ScaleQuestion.svelte';
import SliderQuestion from './SliderQuestion.svelte';
import StarsQuestion from './StarsQuestion.svelte';
import StatementQuestion from './StatementQuestion.svelte';
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

type Problems = Control<Rendering>['problems'];

const pointing: Problems = {
	not_on_scale: ({ min = 0, max = 0 }, options) => m.respond_problem_scale({ min, max }, options)
};
const numbers: Problems = {
	not_number: (_, options) => m.respond_problem_number({}, options),
	too_small: ({ min = 0 }, options) => m.respond_problem_small({ min: inFigures(min, options) }, options),
	too_large: ({ max = 0 }, options) => m.respond_problem_large({ max: inFigures(max, options) }, options)
};
const writing: Problems = {
	too_long: ({ length = 0, max = 0 }, options) => m.respond_problem_long({ n: length, max }, options),
	not_email: (_, options) => m.respond_problem_email({}, options),
	not_phone: (_, options) => m.respond_problem_phone({}, options)
};
const choosing: Problems = {
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
	scale: { component: ScaleQuestion, required: m.respond_problem_required, problems: pointing },
	stars: { component: StarsQuestion, required: m.respond_problem_required, problems: pointing },
	faces: { component: FacesQuestion, required: m.respond_problem_required, problems: pointing },
	'single-choice': { component: ChoiceQuestion, required: m.respond_problem_required, problems: choosing },
	'multiple-choice': { component: ChoiceQuestion, required: m.respond_problem_required, problems: choosing },
	text: {
		component: TextQuestion,
		required: m.respond_problem_write,
		problems: writing
	},
	matrix: {
		component: MatrixQuestion,
		required: m.respond_problem_required,
		problems: { rows_missing: ({ n = 1 }, options) => m.respond_rows_missing({ n }, options) }
	},
	ranking: {
		component: RankingQuestion,
		required: m.respond_problem_required,
		problems: {
			same_place: (_, options) => m.respond_problem_same_place({}, options),
			places_missing: (_, options) => m.respond_problem_places({}, options)
		}
	},
	slider: {
		component: SliderQuestion,
		required: m.respond_problem_required,
		problems: {
			...numbers,
			not_on_step: ({ step = 1, min = 0 }, options) =>
				m.respond_problem_step({ step: inFigures(step, options), min: inFigures(min, options) }, options)
		}
	},
	line: { component: LineQuestion, required: m.respond_problem_write, problems: writing },
	date: {
		component: DateQuestion,
		required: m.respond_problem_required,
		problems: {
			not_a_date: (_, options) => m.respond_problem_date({}, options),
			not_a_time: (_, options) => m.respond_problem_time({}, options)
		}
	},
	contact: {
		component: ContactQuestion,
		required: m.respond_problem_write,
		problems: {
			...writing,
			part_missing: ({ part = '' }, options) =>
				m.respond_problem_part({ part: partName(String(part), options) }, options),
			consent_missing: ({ part = '' }, options) =>
				m.respond_problem_part_consent({ part: partName(String(part), options) }, options)
		}
	},
	consent: { component: ConsentQuestion, required: m.respond_problem_consent, problems: {} },
	statement: { component: StatementQuestion, required: m.respond_problem_required, problems: {} },
	hidden: { component: HiddenQuestion, required: m.respond_problem_required, problems: {} },
	number: {
		component: NumberQuestion,
		required: m.respond_problem_write,
		problems: {
			...numbers,
			too_precise: ({ max }, options) =>
				max === 0 ? m.respond_problem_whole({}, options) : m.respond_problem_decimals({ n: max ?? 2 }, options)
		}
	}
};

/** The entry of a question's control, for callers that do not care which. */
export const controlOf = ({ rendering }: ShownQuestion): Control<Rendering> =>
	controls[rendering.control] as Control<Rendering>;
