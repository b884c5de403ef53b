/** What a form lacks, said beside its fields in the survey's own language; the browser's hints speak the browser's. */
export interface FormChecks {
	/** Marks what is missing or too long. @returns true when there was something; the first of it has the focus then */
	refuse(): boolean;
	/** Something was typed or chosen: what was said about it may be over. */
	typed(target: EventTarget | null): void;
	chosen(group: HTMLElement): void;
}

export function createFormChecks(form: HTMLFormElement): FormChecks {
	form.noValidate = true;
	const groups = [...form.querySelectorAll<HTMLElement>('[role=radiogroup]')];
	const texts = [...form.querySelectorAll('textarea')];
	return {
		refuse() {
			const wrong = [...groups.filter(isMissing), ...texts.filter(isTooLong)];
			for (const field of wrong) mark(field, true);
			const [first] = wrong;
			if (!first) return false;
			(first.querySelector('input') ?? first).focus();
			first.scrollIntoView({ block: 'nearest' });
			return true;
		},
		typed(target) {
			if (target instanceof HTMLTextAreaElement && target.getAttribute('aria-invalid') === 'true')
				mark(target, isTooLong(target));
		},
		chosen: (group) => mark(group, false)
	};
}

function mark(field: HTMLElement, is: boolean): void {
	field.setAttribute('aria-invalid', String(is));
	document.getElementById(`${field.id || field.getAttribute('aria-labelledby')!}-problem`)!.hidden = !is;
}

const isMissing = (group: HTMLElement): boolean =>
	!!group.querySelector(':required') && !group.querySelector(':checked');

/** Says of a text that is too long how long it is. */
function isTooLong(text: HTMLTextAreaElement): boolean {
	const { max, long } = text.dataset;
	const is = text.value.trim().length > Number(max);
	if (is)
		document.getElementById(`${text.id}-problem`)!.textContent = long!.replace('{n}', `${text.value.trim().length}`);
	return is;
}
