import { storable } from '#domain/shared/storable.ts';
import { AppError } from '#server/platform/errors.ts';

/**
 * A posted form, with texts that can be stored. A body that is no form is an empty one: the page comes back and asks,
 * as it does for fields that are missing.
 * @throws AppError 413 when it is larger than anything is allowed to be
 */
export async function readForm(request: Request): Promise<FormData> {
	const form = await request.formData().catch((error: unknown) => {
		if (isTooLarge(error)) throw new AppError(413, 'payload_too_large', { cause: error });
		return new FormData();
	});
	const read = new FormData();
	for (const [name, value] of form) {
		if (typeof value === 'string') read.append(name, storable(value));
		else read.append(name, value);
	}
	return read;
}

/** The server's own ceiling (adapter's BODY_SIZE_LIMIT) breaks the stream; undici may wrap what broke it. */
const isTooLarge = (error: unknown): boolean =>
	error instanceof Error && ((error as { status?: unknown }).status === 413 || isTooLarge(error.cause));
