/**
 * Loads what only some questions need, of those that the page has. Each part finds its questions when it hears `respond`, as
 * often as a form is shown. Where one cannot be loaded the page works as it does without script.
 */
export function loadParts(): void {
	for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-script]'))
		import(/* @vite-ignore */ dataset.script!).then(
			() => document.dispatchEvent(new Event('respond')),
			() => 0
		);
}
