/* What a form lacks, said beside its fields in the survey's own language; the browser's hints speak the browser's. */

/** Marks what is missing or too long. @returns true when there was something; the first of it has the focus then */
export function refuse(form: HTMLFormElement): boolean {
	const wrong = [
		...[...form.querySelectorAll<HTMLElement>('[data-need]')].filter((group) => !group.querySelector(':checked')),
		...[...form.querySelectorAll('textarea')].filter(isTooLong)
	];
	for (const field of wrong) mark(field, true);
	const [first] = wrong;
	if (!first) return false;
	within(first).focus();
	first.scrollIntoView({ block: 'nearest' });
	return true;
}

/** Something was typed: what was said about it may be over. */
export function checkTyped(target: EventTarget | null): void {
	if (target instanceof HTMLTextAreaElement && target.getAttribute('aria-invalid') === 'true')
		mark(target, isTooLong(target));
}

/** @param is whether something is wrong with it */
export function mark(field: HTMLElement, is: boolean): void {
	field.setAttribute('aria-invalid', String(is));
	document.getElementById(`${field.id || field.getAttribute('aria-labelledby')!}-problem`)!.hidden = !is;
}

/** What of a field takes the focus. */
export const within = (field: HTMLElement): HTMLElement => field.querySelector<HTMLElement>('input,select') ?? field;

/** Says of a text that is too long how long it is. */
function isTooLong(text: HTMLTextAreaElement): boolean {
	const { max, long } = text.dataset;
	const is = text.value.trim().length > Number(max);
	if (is)
		document.getElementById(`${text.id}-problem`)!.textContent = long!.replace('{n}', `${text.value.trim().length}`);
	return is;
}
