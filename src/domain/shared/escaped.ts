/** A text as it stands in HTML, between tags or in an attribute's double quotes. */
export const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
