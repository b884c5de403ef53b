import { storable } from '#domain/shared/storable.ts';

/**
 * A posted form, with texts that can be stored. A body that is no form is an empty one: the page comes back and asks,
 * as it does for fields that are missing.
 */
export async function readForm(request: Request): Promise<FormData> {
	const form = await request.formData().catch(() => new FormData());
	const read = new FormData();
	for (const [name, value] of form) {
		if (typeof value === 'string') read.append(name, storable(value));
		else read.append(name, value);
	}
	return read;
}
