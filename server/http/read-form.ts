import { AppError } from '../platform/errors.ts';

/** The fields of a form post. @throws AppError 415 when the body is something else, 413 when it is too large */
export async function readForm(request: Request): Promise<FormData> {
	const type = request.headers.get('content-type') ?? '';
	if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type))
		throw new AppError(415, 'unsupported_media_type');
	try {
		return await request.formData();
	} catch (cause) {
		if ((cause as { status?: unknown }).status === 413) throw new AppError(413, 'payload_too_large', { cause });
		throw new AppError(400, 'invalid', { cause });
	}
}
