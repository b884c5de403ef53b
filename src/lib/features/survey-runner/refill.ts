import type { Kept } from './kept-answer.ts';

/** Puts what was kept back into the form. */
export function refill(form: HTMLFormElement, values: Kept['values']): void {
	for (const [name, value] of new URLSearchParams(values)) {
		// Version and language are those of the page that is shown.
		if (name === 'version' || name === 'lang') continue;
		for (const field of form.elements as Iterable<Element> as Iterable<HTMLInputElement>) {
			if (field.name !== name) continue;
			// What can be ticked keeps its own value.
			if (!/radio|checkbox/.test(field.type)) field.value = value;
			else if (field.value === value) field.checked = true;
		}
	}
}
