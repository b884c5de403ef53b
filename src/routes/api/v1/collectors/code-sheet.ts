import type { RequestEvent } from '@sveltejs/kit';
import type { CodePlace, CodeSheet } from '#contract/code-sheet.ts';
import type { Actor } from '#domain/access/index.ts';
import { MAX_LOGO, type PrintSheetInput } from '#domain/printing/index.ts';
import { dayIn } from '#domain/shared/days.ts';
import { download } from '#lib/api/server/download.ts';
import { shareOrigin } from '#lib/api/server/share-origin.ts';
import { m } from '#lib/paraglide/messages.js';
import type { App } from '#server/app.ts';

/** The logo, the ids, and the words. */
export const SHEET_LIMIT = MAX_LOGO + 100_000;

/** A code like those that will be made: as long as they are, and leading nowhere. */
const SAMPLE = 'SAMPLE000000';

interface Asked {
	readonly app: App;
	readonly actor: Actor;
	readonly body: PrintSheetInput;
	readonly event: RequestEvent;
}

/** Codes as a file for print. */
export async function codeSheet({ app, actor, body, event }: Asked, kind: 'pdf' | 'svg'): Promise<Response> {
	const origin = shareOrigin(event);
	const ids = body.collectorIds;
	const [workspace, codes] = await Promise.all([
		app.workspaces.get(actor),
		ids.length === 0 ? [] : app.collectors.printed(actor, ids, origin)
	]);
	const now = new Date();
	const locale = { locale: body.lang };
	const day = dayIn(workspace.timeZone, now);
	const typed = (page: string): string => page.replace(/^https?:\/\//, '');
	const sample = `${origin}/s/${SAMPLE}`;
	const places: CodePlace[] =
		ids.length === 0
			? [
					{
						name: m.print_sample_place({}, locale),
						address: sample,
						typed: typed(sample),
						code: SAMPLE,
						touchpoint: m.print_sample({}, locale)
					}
				]
			: codes.map(({ name, page, ...code }) => ({ ...code, name: name ?? '', typed: typed(page) }));
	const sheet: CodeSheet = {
		lang: body.lang,
		name: m.print_file({ day }, locale),
		format: body.format,
		brand: workspace.name,
		words: body.words,
		color: body.color,
		colored: body.colored,
		logo: body.logo,
		slug: [m.print_slug({ format: body.format, distance: body.distance }, locale), `${day} · Wayfelt`],
		first: body.first,
		places,
		drawnAt: now.toISOString()
	};
	const bytes = await app.sheets.drawCodes(sheet, kind);
	const contentType = kind === 'pdf' ? 'application/pdf' : 'image/svg+xml';
	return download(bytes, { contentType, fileName: `${sheet.name}.${kind}` });
}
