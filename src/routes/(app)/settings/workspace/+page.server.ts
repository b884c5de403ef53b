import { error } from '@sveltejs/kit';
import { can } from '#domain/access/index.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import { refuse } from '#lib/forms/refuse.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor } }) => {
	if (!can(actor, 'workspace.configure')) error(403, 'forbidden', { code: 'forbidden' });
	return { zones: ['UTC', ...Intl.supportedValuesOf('timeZone')] };
};

/** An emptied field is refused like any other that is not a number; one that was not sent stays as it is. */
const numberOf = (value: FormDataEntryValue | null) =>
	value === null ? undefined : value === '' ? null : Number(value);

export const actions = {
	save: async ({ locals: { app, actor }, request }) => {
		const form = await readForm(request);
		try {
			await app.workspaces.update(actor, {
				name: form.get('name') ?? undefined,
				timeZone: form.get('timeZone') ?? undefined,
				minN: numberOf(form.get('minN')),
				rankN: numberOf(form.get('rankN')),
				// An emptied field takes the link away.
				privacyUrl: form.get('privacyUrl') === '' ? null : (form.get('privacyUrl') ?? undefined)
			});
			return { saved: true };
		} catch (error) {
			return refuse(error);
		}
	}
} satisfies Actions;
