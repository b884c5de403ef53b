import { AppError, isAppError } from '../../platform/errors.ts';
import { createLastShown } from './last-shown.ts';
import type { Respondent, RespondentForm } from './respondent.ts';

/** Longest wait for the database, ms: a page is there within five seconds, whatever it says. */
const PATIENCE = 4_000;
/** So long after an answer could not be stored nobody waits to have it shown again, ms. */
const AWAY = 4_000;

/**
 * A respondent's page in time: a person with a phone does not wait for a database that hangs. What was begun goes on;
 * an answer that is stored later counts once, since it is sent again under its own id.
 * @param renew the form once more, for another answer
 */
export function inTime(respondent: Respondent, renew: (form: RespondentForm) => RespondentForm): Respondent {
	const shown = createLastShown();
	/** Monotonic ms. */
	let awayUntil = 0;
	return {
		async form(code, correcting, opening) {
			const kept = correcting === undefined ? undefined : shown.find(code);
			if (kept && performance.now() < awayUntil) return renew(kept);
			try {
				const form = await patiently(respondent.form(code, correcting, opening));
				// What does not open to everybody is not shown unasked.
				if (!('gone' in form) && !form.limited) shown.keep(form);
				return form;
			} catch (error) {
				if (kept && isAppError(error)) return renew(kept);
				throw error;
			}
		},
		enter: (code, pin, address) => patiently(respondent.enter(code, pin, address)),
		personalLink: (code, text) => patiently(respondent.personalLink(code, text)),
		visitor: (code, token, unasked) => patiently(respondent.visitor(code, token, unasked)),
		thanks: (code) => patiently(respondent.thanks(code)),
		async submit(input, from) {
			try {
				return await patiently(respondent.submit(input, from));
			} catch (error) {
				// Of anything else the database can still be asked.
				if (isAppError(error)) awayUntil = performance.now() + AWAY;
				throw error;
			}
		}
	};
}

/** @throws AppError 503 `database_unavailable` when it takes too long */
async function patiently<T>(work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, refuse) => {
		timer = setTimeout(() => refuse(new AppError(503, 'database_unavailable', { retryAfter: 5 })), PATIENCE);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
