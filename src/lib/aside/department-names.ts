import { ApiError, type api as Api } from '#lib/api/client.ts';

/** By id. None when they cannot be asked for: whoever belongs to no workspace any more may not. */
export async function departmentNames(api: Pick<typeof Api, 'get'>): Promise<ReadonlyMap<string, string>> {
	try {
		const { items } = await api.get<{ items: readonly { id: string; name: string }[] }>('/departments');
		return new Map(items.map(({ id, name }) => [id, name]));
	} catch (error) {
		if (error instanceof ApiError) return new Map();
		throw error;
	}
}
