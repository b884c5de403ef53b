import { raiseContent, upgradeContent, type SurveyContent } from '#domain/survey/index.ts';

/** A stored content as this program understands it. A content it wrote itself and cannot read is a fault, not a refusal. */
export function storedContent(stored: unknown): SurveyContent {
	const content = upgradeContent(stored);
	if (!content.ok)
		throw new Error(
			`a stored survey cannot be read: ${content.issues.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`).join(', ')}`
		);
	return content.value;
}

/** A stored draft: in the shape of a content, whether it keeps to its limits or not. */
export function draftContent(stored: unknown): SurveyContent {
	const content = raiseContent(stored);
	if (!content.ok) throw new Error(`a stored draft cannot be read: ${content.issues[0]!.code}`);
	return content.value as unknown as SurveyContent;
}
