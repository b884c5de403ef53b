/**
 * Hands a text to the browser to be saved as a file.
 * @param type without its charset, which is UTF-8
 */
export const saveFile = (name: string, text: string, type: 'text/plain' | 'text/csv' | 'image/svg+xml'): void =>
	saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));

export function saveBlob(name: string, blob: Blob): void {
	const url = URL.createObjectURL(blob);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// Some browsers read the address only after the click has returned.
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
