import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (locals.session === null || locals.actor !== null) redirect(303, '/');
	return { userId: locals.session.userId };
};
