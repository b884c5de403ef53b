/** A file as an answer: saved under its name rather than shown, never kept by a cache in between. */
export const download = (
	body: BodyInit,
	{ contentType, fileName }: { contentType: string; fileName: string }
): Response =>
	new Response(body, {
		headers: {
			'content-type': contentType,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
			'cache-control': 'no-store'
		}
	});
