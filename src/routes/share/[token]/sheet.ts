import type { SheetKind } from '#contract/sheet.ts';
import { download } from '#lib/api/server/download.ts';
import { fileOf } from '#lib/features/heatmap/sheet/file.ts';
import { sheetOf } from '#lib/features/heatmap/sheet/sheet-of.ts';
import { m } from '#lib/paraglide/messages.js';
import { unauthenticated } from '#server/platform/errors.ts';
import { numbersOf, visit, type Visitor } from './shared.ts';

/** It takes as long as so many looks at the page. */
const DRAWN = 20;

/** What a link shows, as a file of one page: the same numbers under the same rules, and no way back to the link. */
export async function sharedSheet(event: Visitor & { readonly url: URL }, kind: SheetKind): Promise<Response> {
	const { app, lang = 'en' } = event.locals;
	const { link, mayEnter } = await visit(event, DRAWN);
	if (!mayEnter) throw unauthenticated();
	const { address, given } = await numbersOf(app, link, event.url.searchParams);
	const sheet = sheetOf({
		given,
		address,
		departments: [],
		workspaceName: link.workspaceName,
		locale: lang,
		drawnAt: new Date(),
		live: null,
		notice: m.sharing_notice({ n: given.view.minN })
	});
	return download(await app.sheets.draw(sheet, kind), fileOf(sheet.name, kind));
}
