import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Where somebody goes who has just come in and asked for no page: who only looks comes for the heatmap. */
export const GET: RequestHandler = ({ locals: { actor } }) =>
	redirect(303, actor?.role === 'viewer' ? '/heatmap' : '/');
