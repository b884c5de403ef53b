import { redirect } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import { asTheme, THEME_COOKIE } from '#lib/theme.ts';
import type { LayoutServerLoad } from './$types';

/** Who is here, and where: what the frame of every work screen shows. */
export const load: LayoutServerLoad = async ({ locals, cookies, url }) => {
	const { actor, app } = locals;
	if (locals.unidentified !== undefined) throw locals.unidentified;
	if (actor === null) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
	return {
		me: { id: actor.userId, name: actor.name, role: actor.role, departmentId: actor.departmentId },
		workspace: await app.workspaces.get(actor),
		theme: asTheme(cookies.get(THEME_COOKIE)),
		locale: getLocale()
	};
};
