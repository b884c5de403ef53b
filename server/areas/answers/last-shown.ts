import type { RespondentForm } from './respondent.ts';

/** Codes whose forms are kept. */
const KEPT = 500;

/**
 * The forms that were shown last, by code: what a page is made of again when the database is away just as its answer arrives,
 * so that nothing typed is lost without script either.
 */
export interface LastShown {
	keep(form: RespondentForm): void;
	find(code: string): RespondentForm | undefined;
}

export function createLastShown(): LastShown {
	const forms = new Map<string, RespondentForm>();
	return {
		keep(form) {
			// Oldest entry out: a Map remembers the order of insertion.
			forms.delete(form.code);
			if (forms.size >= KEPT) forms.delete(forms.keys().next().value!);
			forms.set(form.code, form);
		},
		find: (code) => forms.get(code)
	};
}
