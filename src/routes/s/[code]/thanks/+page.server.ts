import { thanksPage } from '../thanks-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const note = event.url.searchParams.get('note');
	const end = event.url.searchParams.get('end') ?? undefined;
	return thanksPage(event, event.params.code, note === 'changed' || note === 'first' ? note : null, end);
};
