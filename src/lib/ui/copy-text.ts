/** Puts a text on the clipboard; also without https, where there is no clipboard API and the old way still works. */
export async function copyText(text: string): Promise<void> {
	if (navigator.clipboard) return navigator.clipboard.writeText(text);
	const area = document.createElement('textarea');
	area.value = text;
	area.setAttribute('aria-hidden', 'true');
	area.style.cssText = 'position: fixed; top: 0; opacity: 0';
	document.body.append(area);
	area.select();
	document.execCommand('copy');
	area.remove();
}
