import { readForm } from '#lib/forms/read-form.server.ts';
import { refuse } from '#lib/forms/refuse.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor } }) => {
	const [departments, members] = await Promise.all([app.workspaces.listDepartments(actor), app.members.list(actor)]);
	return { departments, members };
};

export const actions = {
	add: async ({ locals: { app, actor }, request }) => {
		const form = await readForm(request);
		try {
			await app.workspaces.createDepartment(actor, {
				name: form.get('name') ?? '',
				parentId: form.get('parentId') || null
			});
			return {};
		} catch (error) {
			return refuse(error);
		}
	},

	rename: async ({ locals: { app, actor }, request }) => {
		const form = await readForm(request);
		try {
			await app.workspaces.renameDepartment(actor, String(form.get('id')), { name: form.get('name') ?? '' });
			return {};
		} catch (error) {
			return refuse(error);
		}
	},

	delete: async ({ locals: { app, actor }, request }) => {
		const form = await readForm(request);
		try {
			await app.workspaces.deleteDepartment(actor, String(form.get('id')));
			return {};
		} catch (error) {
			return refuse(error);
		}
	}
} satisfies Actions;
