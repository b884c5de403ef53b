import { AppError } from '../errors.ts';

/** The fields of a form post. @throws AppError 415 when the body is something else */
export async function readForm(request: Request): Promise<FormData> {
	const type = request.headers.get('content-type') ?? '';
	if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type))
		throw new AppError(415, 'unsupported_media_type');
	try {
		return await request.formData();
	} catch (cause) {
		throw new AppError(400, 'invalid', { cause });
	}
}
