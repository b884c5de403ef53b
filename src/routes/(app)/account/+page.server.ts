import { redirect } from '@sveltejs/kit';

/** Where name and password were before everything personal came onto one page; links and bookmarks still lead here. */
export const load = () => redirect(308, '/settings/personal');
