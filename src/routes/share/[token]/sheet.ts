import type { Cookies } from '@sveltejs/kit';
import type { SheetKind } from '#contract/sheet.ts';
import { download } from '#lib/api/server/download.ts';
import { fileOf } from '#lib/features/heatmap/sheet/file.ts';
import { sheetOf } from '#lib/features/heatmap/sheet/sheet-of.ts';
import { m } from '#lib/paraglide/messages.js';
import { unauthenticated } from '#server/platform/errors.ts';
import { numbersOf, visit } from './shared.ts';

interface Visit {
	readonly locals: App.Locals;
	readonly params: { readonly token: string };
	readonly cookies: Pick<Cookies, 'get'>;
	readonly url: URL;
}

/** What a link shows, as a file of one page: the same numbers under the same rules, and no way back to the link. */
export async function sharedSheet({ locals, params, cookies, url }: Visit, kind: SheetKind): Promise<Response> {
	const { app, lang = 'en' } = locals;
	const { link, mayEnter } = await visit(app, params.token, cookies);
	if (!mayEnter) throw unauthenticated();
	const { address, view } = await numbersOf(app, link, url.searchParams);
	const sheet = sheetOf({
		given: { kind: 'journeys', view },
		address,
		departments: [],
		workspaceName: link.workspaceName,
		locale: lang,
		drawnAt: new Date(),
		live: null,
		notice: m.sharing_notice({ n: view.minN })
	});
	return download(await app.sheets.draw(sheet, kind), fileOf(sheet.name, kind));
}
