import { thanksPage } from '../thanks-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const note = event.url.searchParams.get('note');
	return thanksPage(event, event.params.code, note === 'changed' || note === 'first' ? note : null);
};
