/**
 * Loads what only some questions need, of those that the page has. Each part finds its questions when it hears `respond`, as
 * often as a form is shown. Where one cannot be loaded the page works as it does without script.
 */
export function loadParts(): void {
	const files = new Set([...document.querySelectorAll<HTMLElement>('[data-script]')].map((one) => one.dataset.script!));
	for (const file of files)
		import(/* @vite-ignore */ file).then(
			() => document.dispatchEvent(new Event('respond')),
			() => undefined
		);
}
