/** A file from the server, or why there is none: in the server's words, null where it gave none. */
export type Fetched = { readonly blob: Blob; readonly name: string } | { readonly problem: string | null };

export async function fetchFile(address: string, fetch: typeof globalThis.fetch = globalThis.fetch): Promise<Fetched> {
	let response: Response;
	try {
		response = await fetch(address, { headers: { accept: 'application/json' } });
		if (response.ok) return { blob: await response.blob(), name: nameOf(response.headers) };
	} catch {
		// No connection, or it broke off.
		return { problem: null };
	}
	return { problem: sentenceIn(await response.json().catch(() => null)) };
}

/** As `content-disposition` says it. */
function nameOf(headers: Headers): string {
	const said = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '')?.[1];
	return said === undefined ? 'heatmap' : decodeURIComponent(said);
}

/** The API puts its sentence into `error`, pages do not. */
function sentenceIn(body: unknown): string | null {
	const at = (of: unknown, name: string): unknown =>
		typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined;
	const said = at(at(body, 'error'), 'message') ?? at(body, 'message');
	return typeof said === 'string' && said !== '' ? said : null;
}
