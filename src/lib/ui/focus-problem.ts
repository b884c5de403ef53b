import { tick } from 'svelte';

/**
 * After a refused form: leads to the first thing that is wrong, a field or a sentence about the whole
 * (`data-problem`), once it stands on the page. Our forms are `novalidate`: the browser would speak its own language.
 */
export async function focusProblem(form: HTMLFormElement | undefined): Promise<void> {
	await tick();
	form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')?.focus();
}
